const MAX_NAME = 200

/** Gives every column a name of its own: blank ones are numbered, repeated ones counted. */
export function nameHeaders(cells: readonly string[]): string[] {
  const seen = new Set<string>()

  return cells.map((cell, index) => {
    const base =
      cell.replaceAll('\0', '').replace(/\s+/g, ' ').trim().slice(0, MAX_NAME).toWellFormed() ||
      `Column ${index + 1}`
    let name = base
    for (let copy = 2; seen.has(name.toLowerCase()); copy += 1) {
      name = `${base} (${copy})`
    }
    seen.add(name.toLowerCase())

    return name
  })
}
