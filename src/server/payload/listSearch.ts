import type { CollectionModel, WhereTree } from '../../collection/index.ts'
import { hiddenPaths } from '../../collection/index.ts'
import { currentScope } from '../../kernel/scope/index.ts'

const NOTHING: WhereTree = { id: { exists: false } }

/**
 * A condition of Payload without the hidden fields that its list's search box put in: that box asks for
 * every search field at once, whoever searches. A field that somebody names themselves stays, and is refused.
 */
export function withoutHiddenSearch(model: CollectionModel, where: unknown): unknown {
  const hidden = currentScope()?.kind === 'tenant' ? hiddenPaths(model) : new Set<string>()

  return model.searchFields.some((path) => hidden.has(path)) ? trimmed(model, hidden, where) : where
}

function trimmed(model: CollectionModel, hidden: ReadonlySet<string>, where: unknown): unknown {
  if (Array.isArray(where)) {
    return where.map((one) => trimmed(model, hidden, one))
  }
  if (where === null || typeof where !== 'object') {
    return where
  }
  const { and, or, ...rest } = where as WhereTree
  const search = searchOf(model, or)
  const seen = search?.filter(([path]) => !hidden.has(path)).map(([, branch]) => branch)

  return {
    ...rest,
    ...(and === undefined ? {} : { and: trimmed(model, hidden, and) }),
    ...(or === undefined
      ? {}
      : {
          or:
            seen === undefined ? trimmed(model, hidden, or) : seen.length === 0 ? [NOTHING] : seen,
        }),
  }
}

/** The branches of an `or` by their field, where it is what the search box asks for and nothing else. */
function searchOf(model: CollectionModel, or: unknown): [string, WhereTree][] | undefined {
  const branches = Array.isArray(or) ? (or as unknown[]) : []
  const words = new Set<unknown>()
  const found = branches.flatMap((branch): [string, WhereTree][] => {
    const [[path, condition] = [], ...more] = Object.entries((branch ?? {}) as WhereTree)
    const [[operator, word] = [], ...others] = Object.entries((condition ?? {}) as WhereTree)
    words.add(word)

    return path !== undefined && operator === 'like' && more.length + others.length === 0
      ? [[path, branch as WhereTree]]
      : []
  })
  const paths = new Set(found.map(([path]) => path))
  const isSearch =
    found.length === branches.length &&
    paths.size === found.length &&
    words.size === 1 &&
    found.length === model.searchFields.length &&
    model.searchFields.every((path) => paths.has(path))

  return isSearch ? found : undefined
}
