import type { KeyboardCoordinateGetter } from '@dnd-kit/core'

const BELOW_HEAD = 72

/** Takes a card that was picked up by keyboard from column to column, with the arrow keys left and right. */
export const moveByColumns: KeyboardCoordinateGetter = (event, { context, currentCoordinates }) => {
  const step = event.code === 'ArrowRight' ? 1 : event.code === 'ArrowLeft' ? -1 : 0
  if (step === 0) {
    return undefined
  }
  event.preventDefault()
  const { collisionRect, droppableContainers, droppableRects } = context
  const columns = droppableContainers
    .getEnabled()
    .flatMap(({ id }) => {
      const rect = droppableRects.get(id)

      return rect === undefined ? [] : [rect]
    })
    .toSorted((one, other) => one.left - other.left)
  const width = collisionRect?.width ?? 0
  const middle = currentCoordinates.x + width / 2
  const here = columns.reduce(
    (nearest, rect, at) =>
      distance(rect, middle) < distance(columns[nearest], middle) ? at : nearest,
    0,
  )
  const target = columns[Math.min(columns.length - 1, Math.max(0, here + step))]

  return target === undefined
    ? undefined
    : { x: target.left + (target.width - width) / 2, y: target.top + BELOW_HEAD }
}

function distance(rect: undefined | { left: number; width: number }, x: number): number {
  return rect === undefined ? Infinity : Math.abs(rect.left + rect.width / 2 - x)
}
