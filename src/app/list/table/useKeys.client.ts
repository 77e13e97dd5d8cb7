'use client'

import type { RefObject } from 'react'
import { useEffect } from 'react'

import type { GridDoc } from './types.ts'
import type { Grid } from './useGrid.client.ts'

const STEPS: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  j: [1, 0],
  k: [-1, 0],
}

/**
 * The keys of a list, wherever the keyboard is but in an input: arrows and j, k move, Enter opens, x selects, e
 * changes the cell, / goes to the search box. Enter on a button or link is theirs.
 */
export function useKeys(
  frame: RefObject<HTMLElement | null>,
  grid: Grid,
  docs: readonly GridDoc[],
): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const at = document.activeElement
      const isInGrid = at instanceof HTMLElement && frame.current?.contains(at) === true
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        isTyping(at) ||
        event.defaultPrevented
      ) {
        return
      }
      if (isInGrid && at.closest('td') === null) {
        return
      }
      if (at !== document.body && at !== null && !isInGrid && isControl(at)) {
        return
      }
      if (event.key === 'Enter' && at !== null && at.closest('a, button') !== null) {
        return
      }
      if (act(event.key, { docs, frame: frame.current, grid })) {
        event.preventDefault()
      }
    }
    document.addEventListener('keydown', press)

    return () => {
      document.removeEventListener('keydown', press)
    }
  })
}

type Here = { docs: readonly GridDoc[]; frame: HTMLElement | null; grid: Grid }

function act(key: string, here: Here): boolean {
  const step = STEPS[key]
  if (step !== undefined) {
    return move(here, step)
  }
  switch (key) {
    case '/':
      return focusSearch()
    case 'Enter':
      return open(here)
    case 'e':
    case 'F2':
      return edit(here)
    case 'x':
      return select(here)
    default:
      return false
  }
}

function move({ frame, grid }: Here, [down, right]: readonly [number, number]): boolean {
  const rows = [...(frame?.querySelectorAll<HTMLElement>('tr[data-id]') ?? [])]
  const row = rows.findIndex((one) => one.dataset['id'] === grid.active?.id)
  const next = rows[row < 0 ? 0 : Math.min(Math.max(row + down, 0), rows.length - 1)]
  const cells = [...(next?.querySelectorAll<HTMLElement>('td[data-path]') ?? [])]
  const column = cells.findIndex((one) => one.dataset['path'] === grid.active?.path)
  const cell =
    cells[Math.min(Math.max(Math.max(column, 0) + (row < 0 ? 0 : right), 0), cells.length - 1)]
  const id = next?.dataset['id']
  const path = cell?.dataset['path']
  if (id === undefined || path === undefined) {
    return false
  }
  grid.setActive({ id, path })
  cell?.focus()
  cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })

  return true
}

function open({ frame, grid }: Here): boolean {
  const row = rowOf(frame, grid)
  const cell = row?.querySelector(`td[data-path="${CSS.escape(grid.active?.path ?? '')}"]`)
  const link = cell?.querySelector('a') ?? row?.querySelector('a')
  link?.click()

  return link !== null && link !== undefined
}

function edit({ docs, grid }: Here): boolean {
  const doc = docs.find(({ id }) => id === grid.active?.id)
  const field = grid.names.fieldAt(grid.active?.path ?? '')
  if (doc === undefined || field === undefined) {
    return false
  }
  grid.edit(doc, field)

  return true
}

function select({ grid }: Here): boolean {
  if (grid.active === null || !grid.canSelect) {
    return false
  }
  grid.selection.toggle(grid.active.id)

  return true
}

function focusSearch(): boolean {
  const input = document.querySelector<HTMLInputElement>('.tenon-list__search input')
  input?.focus()
  input?.select()

  return input !== null
}

function rowOf(frame: HTMLElement | null, { active }: Grid): Element | null | undefined {
  return active === null ? undefined : frame?.querySelector(`tr[data-id="${active.id}"]`)
}

function isTyping(at: Element | null): boolean {
  return (
    at instanceof HTMLTextAreaElement ||
    at instanceof HTMLSelectElement ||
    (at instanceof HTMLInputElement && at.type !== 'checkbox') ||
    (at instanceof HTMLElement && at.isContentEditable)
  )
}

/** What has keys of its own elsewhere keeps them. */
function isControl(at: Element): boolean {
  return at.closest('[role=dialog], [role=menu]') !== null || at.matches('summary, [role=tab]')
}
