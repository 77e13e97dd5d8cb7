'use client'

import { ArrowDown, ArrowUp, ChevronDown } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { KeyboardEvent, PointerEvent } from 'react'

import { useTexts } from '../../ui/useTexts.client.ts'
import { listTexts } from '../translations/index.ts'
import { boundedWidth } from './columnWidth.ts'

const STEP = 24

/** What can be done with a column from its head. */
export type HeadActions = {
  group: (path: string) => void
  hide: (path: string) => void
  move: (path: string, by: -1 | 1) => void
  resize: (path: string, width: number, isDone: boolean) => void
  sort: (path: string, adds: boolean) => void
  sortBy: (path: string, isFalling: boolean) => void
}

type HeadProps = {
  actions: HeadActions
  canGroup: boolean
  canSort: boolean
  isNumber: boolean
  name: string
  path: string
  /** Place in the order and direction, where the list is sorted by it. */
  step: undefined | { isFalling: boolean; place: number }
  width: number
}

/** The head of a column: a click sorts, with the shift key by several; its menu does the rest. */
export function HeadCell(props: HeadProps) {
  const { actions, canSort, isNumber, name, path, step } = props
  const order = step === undefined ? 'none' : step.isFalling ? 'descending' : 'ascending'

  return (
    <th
      aria-sort={canSort ? order : undefined}
      className={isNumber ? 'tenon-list__head tenon-list__head--number' : 'tenon-list__head'}
      scope="col"
    >
      <span className="tenon-list__head-inner">
        <button
          className="tenon-list__sort"
          disabled={!canSort}
          onClick={(event) => {
            actions.sort(path, event.shiftKey)
          }}
          title={name}
          type="button"
        >
          <span className="tenon-list__head-name">{name}</span>
          {step === undefined ? null : step.isFalling ? (
            <ArrowDown aria-hidden size={14} />
          ) : (
            <ArrowUp aria-hidden size={14} />
          )}
          {step !== undefined && step.place > 0 ? <sup>{step.place}</sup> : null}
        </button>
        <ColumnMenu {...props} />
      </span>
      <ResizeHandle {...props} />
    </th>
  )
}

function ColumnMenu({ actions, canGroup, canSort, name, path }: HeadProps) {
  const t = useTexts(listTexts)
  const item = (label: string, act: () => void) => (
    <DropdownMenu.Item className="tenon-menu__item" key={label} onSelect={act}>
      {label}
    </DropdownMenu.Item>
  )

  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger
        aria-label={t('columns.menu', { name })}
        className="tenon-list__head-menu"
      >
        <ChevronDown aria-hidden size={14} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align="end" className="tenon-popover tenon-menu">
          {canSort
            ? [
                item(t('sort.ascending'), () => {
                  actions.sortBy(path, false)
                }),
                item(t('sort.descending'), () => {
                  actions.sortBy(path, true)
                }),
              ]
            : null}
          {canGroup
            ? item(t('group.by'), () => {
                actions.group(path)
              })
            : null}
          {item(t('columns.moveLeft'), () => {
            actions.move(path, -1)
          })}
          {item(t('columns.moveRight'), () => {
            actions.move(path, 1)
          })}
          {item(t('columns.hide'), () => {
            actions.hide(path)
          })}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

function ResizeHandle({ actions, name, path, width }: HeadProps) {
  const t = useTexts(listTexts)
  const drag = (start: PointerEvent<HTMLDivElement>) => {
    start.preventDefault()
    const from = start.clientX
    const isMirrored = getComputedStyle(start.currentTarget).direction === 'rtl'
    const widthAt = (x: number) => boundedWidth(width + (isMirrored ? from - x : x - from))
    const move = (event: globalThis.PointerEvent) => {
      actions.resize(path, widthAt(event.clientX), false)
    }
    const end = (event: globalThis.PointerEvent) => {
      window.removeEventListener('pointermove', move)
      actions.resize(path, widthAt(event.clientX), true)
    }
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', end, { once: true })
  }
  const press = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowLeft' ? -STEP : event.key === 'ArrowRight' ? STEP : 0
    if (by !== 0) {
      event.preventDefault()
      event.stopPropagation()
      actions.resize(path, boundedWidth(width + by), true)
    }
  }

  return (
    <div
      aria-label={t('columns.resize', { name })}
      aria-orientation="vertical"
      aria-valuemax={900}
      aria-valuemin={72}
      aria-valuenow={width}
      className="tenon-list__resize"
      onKeyDown={press}
      onPointerDown={drag}
      role="separator"
      tabIndex={0}
    />
  )
}
