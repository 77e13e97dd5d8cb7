'use client'

import { Plus, X } from 'lucide-react'

import type { ListRows } from '../../../screens/index.ts'
import { Button } from '../../ui/Button.client.tsx'
import { useTexts } from '../../ui/useTexts.client.ts'
import { listTexts } from '../translations/index.ts'
import { LeafEditor } from './LeafEditor.client.tsx'
import type { Branch, Node } from './nodes.ts'
import { leafOf, nodeId } from './nodes.ts'
import type { FilterFields } from './useFilterFields.client.ts'

const DEEPEST = 3

type BranchProps = {
  branch: Branch
  depth: number
  fields: FilterFields
  onChange: (branch: Branch) => void
  onRemove?: () => void
  titles: ListRows['titles']
}

/** Conditions of which all or any must be met, and groups of such within. */
export function BranchEditor({ branch, depth, fields, onChange, onRemove, titles }: BranchProps) {
  const t = useTexts(listTexts)
  const [first] = fields.groups[0]?.fields ?? []
  const put = (items: readonly Node[]) => {
    onChange({ ...branch, items })
  }
  const replace = (node: Node) => {
    put(branch.items.map((one) => (one.id === node.id ? node : one)))
  }
  const remove = (id: string) => {
    put(branch.items.filter((one) => one.id !== id))
  }

  return (
    <div className="tenon-list__branch">
      {branch.items.length > 1 || depth > 0 ? (
        <div className="tenon-list__branch-head">
          <label>
            <span>{t('filter.join')}</span>
            <select
              className="tenon-input"
              onChange={(event) => {
                onChange({ ...branch, join: event.target.value as 'and' })
              }}
              value={branch.join}
            >
              <option value="and">{t('filter.all')}</option>
              <option value="or">{t('filter.any')}</option>
            </select>
          </label>
          {onRemove === undefined ? null : (
            <Button aria-label={t('filter.removeGroup')} look="quiet" onClick={onRemove}>
              <X aria-hidden size={16} />
            </Button>
          )}
        </div>
      ) : null}
      {branch.items.map((node) =>
        node.kind === 'branch' ? (
          <BranchEditor
            branch={node}
            depth={depth + 1}
            fields={fields}
            key={node.id}
            onChange={replace}
            onRemove={() => {
              remove(node.id)
            }}
            titles={titles}
          />
        ) : (
          <LeafEditor
            fields={fields}
            key={node.id}
            node={node}
            onChange={replace}
            onRemove={() => {
              remove(node.id)
            }}
            titles={titles}
          />
        ),
      )}
      <div className="tenon-list__branch-foot">
        <Button
          look="quiet"
          onClick={() => {
            if (first !== undefined) {
              put([...branch.items, leafOf(first)])
            }
          }}
        >
          <Plus aria-hidden size={16} />
          {t('filter.add')}
        </Button>
        {depth < DEEPEST ? (
          <Button
            look="quiet"
            onClick={() => {
              const items = first === undefined ? [] : [leafOf(first)]
              const join = branch.join === 'and' ? 'or' : 'and'
              put([...branch.items, { id: nodeId(), items, join, kind: 'branch' }])
            }}
          >
            <Plus aria-hidden size={16} />
            {t('filter.addGroup')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}
