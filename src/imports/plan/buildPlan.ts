import type { CollectionModel } from '../../collection/index.ts'
import { importsErrors } from '../errors.ts'
import { guessColumns } from '../guess/guessColumns.ts'
import type { ColumnProfile } from '../guess/profile.ts'
import { startProfiler } from '../guess/profile.ts'
import { detectFormat } from '../parse/detectFormat.ts'
import { openCsv } from '../parse/readCsv.ts'
import type { ColumnTarget, ImportMap, ImportNote, ImportPlan, ImportSettings } from '../types.ts'
import { applyMap } from './applyMap.ts'
import { importNote } from './notes.ts'
import { planColumn } from './planColumn.ts'
import { planMatch } from './planMatch.ts'

/** Reads the whole file once and decides how its rows become records of the collection. */
export async function buildPlan(args: {
  key?: string | undefined
  map: ImportMap
  model: CollectionModel
  path: string
  settings: ImportSettings
}): Promise<ImportPlan> {
  const { map, model, settings } = args
  const format = await detectFormat(args.path)
  const { headers, rows } = await openCsv(args.path, format)
  const profiler = startProfiler(headers)
  let count = 0
  for await (const { cells } of rows) {
    profiler.add(cells)
    count += 1
  }
  const profiles = profiler.profiles()
  const targets = applyMap(model, map, headers, guessColumns(model, profiles))
  if (targets.every((target) => target === null)) {
    throw importsErrors.NOTHING_MAPPED({ collection: model.slug, columns: headers })
  }
  const notes: ImportNote[] = []
  const columns = profiles.map((profile, index) =>
    planColumn({ map, model, notes, profile, settings, target: targets[index] ?? null }),
  )

  return {
    collection: model.slug,
    columns,
    currency: map.currency ?? currencyHint(model, profiles, targets) ?? settings.currency,
    format,
    linksRows: targets.some(
      (target) =>
        target?.kind === 'field' && model.byPath.get(target.path)?.relationTo === model.slug,
    ),
    match: planMatch({
      columns,
      key: args.key ?? map.key,
      locale: settings.locale,
      model,
      notes,
      profiles,
    }),
    notes: [...notes, ...leftOut(settings.locale, headers, targets)],
    rows: count,
  }
}

function leftOut(
  locale: string,
  headers: readonly string[],
  targets: readonly (ColumnTarget | null)[],
): ImportNote[] {
  const columns = headers.filter((_, index) => targets[index] === null)

  return columns.length === 0
    ? []
    : [importNote(locale, 'columnsLeftOut', { columns: columns.join(', ') })]
}

// Amounts that all carry the same sign say what currency they are in.
function currencyHint(
  model: CollectionModel,
  profiles: readonly ColumnProfile[],
  targets: readonly (ColumnTarget | null)[],
): string | undefined {
  const named = new Set(
    profiles.flatMap((profile, index) => {
      const target = targets[index]
      const field = target?.kind === 'field' ? model.byPath.get(target.path) : undefined

      return field?.semantic === 'money' ? Object.keys(profile.numberEvidence.currencies) : []
    }),
  )

  return named.size === 1 ? [...named][0] : undefined
}
