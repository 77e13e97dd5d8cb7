import type { CollectionModel, WhereTree } from '../types.ts'
import { branches } from './branches.ts'
import { escapeLike, likeWords } from './likeWords.ts'
import { isIndexed, spellings } from './spellings.ts'

const MOST = 5

/**
 * LIKE patterns of which every record that meets the condition matches at least one in its search
 * fields, or undefined where no such few can be named.
 */
export function searchPatterns(
  model: CollectionModel,
  where: WhereTree,
): readonly string[] | undefined {
  const found = Object.entries(where).flatMap(([key, value]) => {
    const patterns =
      key.toLowerCase() === 'or'
        ? unionOf(branches(value).map((tree) => searchPatterns(model, tree)))
        : key.toLowerCase() === 'and'
          ? fewestOf(branches(value).map((tree) => searchPatterns(model, tree)))
          : patternOf(model, key, value)

    return [patterns]
  })

  return fewestOf(found)
}

/** All of an `or` are needed; one without patterns could be met by any record. */
function unionOf(all: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  const patterns = new Set<string>()
  for (const some of all) {
    if (some === undefined) {
      return undefined
    }
    some.forEach((pattern) => patterns.add(pattern))
  }

  return patterns.size === 0 || patterns.size > MOST ? undefined : [...patterns]
}

/** Of an `and` any one will do: the fewest patterns, then the longest, name the fewest records. */
function fewestOf(all: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  const known = all.filter((some) => some !== undefined)
  const [best] = known.toSorted(
    (one, other) => one.length - other.length || other.join('').length - one.join('').length,
  )

  return best
}

function patternOf(
  model: CollectionModel,
  path: string,
  value: unknown,
): readonly string[] | undefined {
  if (
    !model.searchFields.includes(path) ||
    model.byPath.get(path)?.kind !== 'text' ||
    value === null ||
    typeof value !== 'object'
  ) {
    return undefined
  }
  const words = Object.entries(value).flatMap(([operator, operand]) =>
    operator === 'contains' ? [escapeLike(operand)] : operator === 'like' ? likeWords(operand) : [],
  )
  const [longest] = words
    .filter((word) => spellings(word).every(isIndexed))
    .toSorted((one, other) => other.length - one.length)

  return longest === undefined ? undefined : spellings(longest).map((word) => `%${word}%`)
}
