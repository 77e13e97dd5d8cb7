/** A text as it stands for itself inside a LIKE pattern. */
export function escapeLike(value: unknown): string {
  return String(value).replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
}

/** The words that `like` looks for, each escaped; at most ten. */
export function likeWords(operand: unknown): string[] {
  const list = escapeLike(operand).split(/\s+/).filter(Boolean).slice(0, 10)

  return list.length === 0 ? [''] : list
}
