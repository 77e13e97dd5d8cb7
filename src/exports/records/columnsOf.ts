import type { CollectionModel, FieldModel } from '../../collection/index.ts'
import { hiddenPaths } from '../../collection/index.ts'
import { exportsErrors } from '../errors.ts'
import type { ExportColumn, ExportRequest } from '../types.ts'

const SCALES: Readonly<Record<string, number>> = { percent: 2, thousandths: 3 }
const INNER = new Set(['deletedAt', 'version'])

/** The columns of an export, of those fields alone that the person of the running scope may see. */
export function columnsOf(model: CollectionModel, request: ExportRequest): ExportColumn[] {
  const hidden = hiddenPaths(model)
  const wanted = request.fields ?? [
    'id',
    ...model.fields
      .map(({ path }) => path)
      .filter((path) => !hidden.has(path) && (!INNER.has(path) || isShown(path, request))),
  ]
  const columns = wanted.flatMap((path) => {
    const field = model.byPath.get(path)
    if (path === 'id') {
      return [{ header: path, kind: 'id', path, scale: 0 } as const]
    }
    if (field === undefined || hidden.has(path)) {
      throw exportsErrors.FIELD_UNKNOWN({ field: path })
    }

    return columnsOfField(field, request.ids ?? false)
  })

  return [...columns, ...currencyColumns(model, columns)]
}

function isShown(path: string, request: ExportRequest): boolean {
  return path === 'deletedAt' && request.trash === true
}

function columnsOfField(field: FieldModel, ids: boolean): ExportColumn[] {
  const { kind, path, relationTo, semantic } = field
  const column = { header: path, path, scale: SCALES[semantic ?? ''] ?? 0 }
  switch (kind) {
    case 'integer':
      return [{ ...column, kind: semantic === 'money' ? 'money' : 'number' }]
    case 'polymorphic':
    case 'relation':
      // A relation without a collection is an id of something that has no title.
      return relationTo === undefined && kind === 'relation'
        ? [{ ...column, kind: 'text' }]
        : [
            { ...column, kind: 'reference', relationTo },
            ...(ids
              ? [{ ...column, header: `${path}.id`, kind: 'referenceId', relationTo } as const]
              : []),
          ]
    case 'choice':
      return [{ ...column, kind: 'text' }]
    default:
      return [{ ...column, kind }]
  }
}

/** The currency of amounts that stand in another one than the record names, or names none. */
function currencyColumns(model: CollectionModel, columns: readonly ExportColumn[]): ExportColumn[] {
  const amounts = columns.filter(({ kind }) => kind === 'money')
  const own = model.byPath.has('currency')
  const rest = amounts.filter(({ path }) => !own || isBase(path))
  const named = own && !columns.some(({ path }) => path === 'currency') && amounts.length > 0

  return [
    ...(named && !hiddenPaths(model).has('currency')
      ? [{ header: 'currency', kind: 'currency', path: 'currency', scale: 0 } as const]
      : []),
    ...rest.map(({ path }) => ({
      header: `${path}.currency`,
      kind: 'currency' as const,
      path,
      scale: 0,
    })),
  ]
}

/** True for an amount that is kept in the tenant's own currency. */
export function isBase(path: string): boolean {
  return path.endsWith('Base')
}
