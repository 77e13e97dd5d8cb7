'use client'

import { useState } from 'react'

import { Button } from '../../ui/Button.client.tsx'
import { useTexts } from '../../ui/useTexts.client.ts'
import { listTexts } from '../translations/index.ts'
import type { List } from '../useList.client.ts'
import { BranchEditor } from './BranchEditor.client.tsx'
import type { Branch } from './nodes.ts'
import { leafOf, nodesOf, treeOf } from './nodes.ts'
import { useFilterFields } from './useFilterFields.client.ts'

/** The conditions of a list: nested groups of comparisons, taken as they are made. */
export function FilterPanel({ list }: { list: List }) {
  const t = useTexts(listTexts)
  const { state } = list.page
  const { fieldAt, groups } = useFilterFields(list.page.collection)
  const [branch, setBranch] = useState<Branch>(() => begun(nodesOf(state.where, fieldAt), groups))
  const [seen, setSeen] = useState(JSON.stringify(state.where))
  const now = JSON.stringify(state.where)
  // A condition that came from elsewhere, such as a view or the browser's way back, is shown anew.
  if (seen !== now) {
    setSeen(now)
    if (JSON.stringify(treeOf(branch)) !== now) {
      setBranch(nodesOf(state.where, fieldAt))
    }
  }
  // Fields of related records are known a moment later; what was only kept until then can be edited.
  const [known, setKnown] = useState(() => fieldAt)
  if (known !== fieldAt) {
    setKnown(() => fieldAt)
    if (hasKept(branch)) {
      setBranch(nodesOf(treeOf(branch), fieldAt))
    }
  }
  const put = (next: Branch) => {
    setBranch(next)
    const tree = treeOf(next)
    if (JSON.stringify(tree) !== now) {
      setSeen(JSON.stringify(tree))
      list.change({ where: tree })
    }
  }

  return (
    <section aria-label={t('filter.button')} className="tenon-list__filter">
      <BranchEditor
        branch={branch}
        depth={0}
        fields={{ fieldAt, groups }}
        onChange={put}
        titles={list.rows.titles}
      />
      {branch.items.length > 0 ? (
        <Button
          look="quiet"
          onClick={() => {
            put({ ...branch, items: [] })
          }}
        >
          {t('filter.clear')}
        </Button>
      ) : null}
    </section>
  )
}

/** An empty filter begins with one condition to fill in. */
function begun(branch: Branch, groups: ReturnType<typeof useFilterFields>['groups']): Branch {
  const field = groups[0]?.fields[0]

  return branch.items.length === 0 && field !== undefined
    ? { ...branch, items: [leafOf(field)] }
    : branch
}

function hasKept(branch: Branch): boolean {
  return branch.items.some(
    (node) => node.kind === 'kept' || (node.kind === 'branch' && hasKept(node)),
  )
}
