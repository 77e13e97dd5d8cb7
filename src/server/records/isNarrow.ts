/** True for a condition that says something; an empty `and` would meet every record. */
export function isNarrow(where: unknown): boolean {
  if (where === null || typeof where !== 'object') {
    return false
  }

  return Object.entries(where as Record<string, unknown>).some(([key, value]) => {
    const word = key.toLowerCase()
    if (word !== 'and' && word !== 'or') {
      return true
    }
    const parts: unknown[] = value !== null && typeof value === 'object' ? Object.values(value) : []

    return word === 'and' ? parts.some(isNarrow) : parts.length > 0 && parts.every(isNarrow)
  })
}
