/** Gives every column a name of its own: blank ones are numbered, repeated ones counted. */
export function nameHeaders(cells: readonly string[]): string[] {
  const seen = new Set<string>()

  return cells.map((cell, index) => {
    const base = cell.replace(/\s+/g, ' ').trim() || `Column ${index + 1}`
    let name = base
    for (let copy = 2; seen.has(name.toLowerCase()); copy += 1) {
      name = `${base} (${copy})`
    }
    seen.add(name.toLowerCase())

    return name
  })
}
