import type { CollectionModel } from '../../collection/index.ts'
import { importsErrors } from '../errors.ts'
import { guessColumns } from '../guess/guessColumns.ts'
import type { ColumnProfile } from '../guess/profile.ts'
import type { ColumnTarget, ImportMap, ImportNote, ImportPlan, ImportSettings } from '../types.ts'
import { applyMap } from './applyMap.ts'
import { importNote } from './notes.ts'
import { planColumn } from './planColumn.ts'
import { planMatch } from './planMatch.ts'
import type { FileProfile } from './profileFile.ts'
import { profileFile } from './profileFile.ts'

type PlanArgs = {
  key?: string | undefined
  map: ImportMap
  model: CollectionModel
  settings: ImportSettings
}

/** Reads the whole file once and decides how its rows become records of the collection. */
export async function buildPlan(args: PlanArgs & { path: string }): Promise<ImportPlan> {
  const plan = planProfile(args, await profileFile(args.path, args.map.sheet))
  requireMapped(plan)

  return plan
}

/** Throws `IMPORTS_NOTHING_MAPPED` for a plan that fills no field. */
export function requireMapped(plan: ImportPlan): void {
  if (plan.columns.every(({ target }) => target === null)) {
    const columns = plan.columns.map(({ header }) => header)
    throw importsErrors.NOTHING_MAPPED({ collection: plan.collection, columns })
  }
}

/** Decides how the rows of a file that was read through become records; columns may all be left out. */
export function planProfile(args: PlanArgs, profile: FileProfile): ImportPlan {
  const { map, model, settings } = args
  const profiles = profile.columns
  const headers = profiles.map(({ header }) => header)
  const targets = applyMap(model, map, headers, guessColumns(model, profiles))
  const notes: ImportNote[] = []
  const columns = profiles.map((column, index) =>
    planColumn({
      kind: profile.format.kind,
      map,
      model,
      notes,
      profile: column,
      settings,
      target: targets[index] ?? null,
    }),
  )

  return {
    collection: model.slug,
    columns,
    currency: map.currency ?? currencyHint(model, profiles, targets) ?? settings.currency,
    format: profile.format,
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
    rows: profile.rows,
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
