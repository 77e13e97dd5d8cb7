/** A piece of a text, and whether it is what was searched for. */
export type Piece = { isHit: boolean; text: string }

/** Cuts a text where the words of a search stand in it, whatever their accents and case. */
export function highlight(text: string, asked: string): Piece[] {
  const words = asked
    .split(/\s+/)
    .map(fold)
    .filter((word) => word !== '')
  const letters = Array.from(text)
  const folded = letters.map(fold)
  const hits = letters.map(() => false)
  for (let at = 0; at < letters.length; at += 1) {
    for (const word of words) {
      const end = endOf(folded, at, word)
      hits.fill(true, at, Math.max(at, end))
    }
  }

  return joined(letters, hits)
}

/** Letters as a search compares them: lower case, without accents. */
export function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

/** Behind the letters that spell a word from a place on; 0 where they do not. */
function endOf(letters: readonly string[], from: number, word: string): number {
  let spelled = ''
  for (let at = from; at < letters.length; at += 1) {
    spelled += letters[at] ?? ''
    if (spelled === word) {
      return at + 1
    }
    if (!word.startsWith(spelled)) {
      return 0
    }
  }

  return 0
}

function joined(letters: readonly string[], hits: readonly boolean[]): Piece[] {
  const pieces: Piece[] = []
  letters.forEach((letter, at) => {
    const isHit = hits[at] === true
    const last = pieces.at(-1)
    if (last?.isHit === isHit) {
      last.text += letter
    } else {
      pieces.push({ isHit, text: letter })
    }
  })

  return pieces
}
