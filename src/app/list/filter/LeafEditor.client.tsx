'use client'

import { X } from 'lucide-react'
import { useId } from 'react'

import type { ListRows } from '../../../screens/index.ts'
import { Button } from '../../ui/Button.client.tsx'
import { useTexts } from '../../ui/useTexts.client.ts'
import { listTexts } from '../translations/index.ts'
import type { Kept, Leaf, Node } from './nodes.ts'
import { leafOf } from './nodes.ts'
import type { OperatorName } from './operators.ts'
import { needsValue, operatorsOf } from './operators.ts'
import type { FilterFields } from './useFilterFields.client.ts'
import { ValueInput } from './ValueInput.client.tsx'

type LeafProps = {
  fields: FilterFields
  node: Kept | Leaf
  onChange: (node: Node) => void
  onRemove: () => void
  titles: ListRows['titles']
}

/** One condition: a field, a comparison that fits it, and a value. */
export function LeafEditor({ fields, node, onChange, onRemove, titles }: LeafProps) {
  const t = useTexts(listTexts)
  const id = useId()
  const field = node.kind === 'leaf' ? fields.fieldAt(node.path) : undefined
  const remove = (
    <Button aria-label={t('filter.remove')} look="quiet" onClick={onRemove}>
      <X aria-hidden size={16} />
    </Button>
  )
  if (node.kind === 'kept' || field === undefined) {
    const tree = node.kind === 'kept' ? node.tree : { [node.path]: { [node.operator]: node.value } }

    return (
      <div className="tenon-list__leaf">
        <code className="tenon-list__kept">{JSON.stringify(tree)}</code>
        {remove}
      </div>
    )
  }

  return (
    <div className="tenon-list__leaf">
      <select
        aria-label={t('filter.field')}
        className="tenon-input"
        onChange={(event) => {
          const chosen = fields.fieldAt(event.target.value)
          if (chosen !== undefined) {
            onChange({ ...leafOf(chosen), id: node.id })
          }
        }}
        value={node.path}
      >
        {fields.groups.map((group, at) => (
          <optgroup key={`${group.name} ${String(at)}`} label={group.name}>
            {group.fields.map(({ name, path }) => (
              <option key={path} value={path}>
                {at === 0 ? name : `${group.name}: ${name}`}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <select
        aria-label={t('filter.operator')}
        className="tenon-input"
        onChange={(event) => {
          onChange(withOperator(node, event.target.value as OperatorName))
        }}
        value={node.operator}
      >
        {operatorsOf(field.kind).map((operator) => (
          <option key={operator} value={operator}>
            {t(`filter.operators.${operator}`)}
          </option>
        ))}
      </select>
      {needsValue(node.operator) ? (
        <ValueInput
          field={field}
          id={id}
          onChange={(value) => {
            onChange({ ...node, value })
          }}
          operator={node.operator}
          titles={titles}
          value={node.value}
        />
      ) : null}
      {remove}
    </div>
  )
}

/** A value stays where the other comparison takes one of its shape. */
function withOperator(node: Leaf, operator: OperatorName): Leaf {
  const shape = (one: OperatorName) =>
    one === 'within' ? 'period' : one === 'in' || one === 'not_in' ? 'list' : 'one'

  return {
    ...node,
    operator,
    value:
      needsValue(operator) && shape(operator) === shape(node.operator) ? node.value : undefined,
  }
}
