import type { JobView } from '../../jobs/index.ts'
import { importsText } from '../translations/index.ts'
import type { ColumnTarget, ImportPlan, ImportSummary, RowError } from '../types.ts'

const SHOWN_ERRORS = 20

/** What an import is about to do, line by line. */
export function planLines(
  locale: string,
  file: string,
  plan: ImportPlan,
  dryRun: boolean,
): string[] {
  return [
    ...(dryRun ? [importsText(locale, 'command.dryRun')] : []),
    importsText(locale, 'command.columns', { file, rows: plan.rows }),
    ...plan.columns.map(({ header, target }) =>
      importsText(locale, 'command.column', {
        column: header,
        target: targetText(locale, plan, target),
      }),
    ),
    ...plan.notes.map(({ message }) => importsText(locale, 'command.note', { message })),
  ]
}

/** How far the import is. */
export function progressLine(locale: string, { progress }: JobView): string {
  return importsText(locale, 'command.progress', {
    done: progress.done,
    total: progress.total ?? progress.done,
  })
}

/** What an import did, line by line. */
export function summaryLines(
  locale: string,
  job: JobView,
  summary: ImportSummary | null,
): string[] {
  if (job.state === 'cancelled') {
    return [importsText(locale, 'command.cancelled')]
  }
  if (summary === null) {
    return [importsText(locale, 'command.failed', { message: job.error?.message ?? '' })]
  }
  const { created, failed, skipped, updated } = summary
  const missing = Object.entries(summary.missingCreated)

  return [
    importsText(locale, summary.dryRun ? 'command.wouldBe' : 'command.done', {
      created,
      failed,
      skipped,
      updated,
    }),
    ...(missing.length === 0
      ? []
      : [
          importsText(locale, 'command.missingCreated', {
            list: missing.map(([collection, count]) => `${count} ${collection}`).join(', '),
          }),
        ]),
    ...(summary.incomplete === 0
      ? []
      : [importsText(locale, 'command.incomplete', { count: summary.incomplete })]),
    ...nearLines(locale, summary),
    ...differenceLines(locale, summary),
    ...errorLines(locale, summary),
  ]
}

function targetText(locale: string, plan: ImportPlan, target: ColumnTarget | null): string {
  if (target === null) {
    return importsText(locale, 'command.unused')
  }

  return target.kind === 'external'
    ? importsText(locale, 'command.externalId')
    : `${plan.collection}.${target.path}`
}

function differenceLines(locale: string, { differences }: ImportSummary): string[] {
  if (differences.length === 0) {
    return []
  }

  return [
    importsText(locale, 'command.differences'),
    ...differences.map(({ after, before, field, row }) =>
      importsText(locale, 'command.difference', {
        after: JSON.stringify(after),
        before: JSON.stringify(before),
        field,
        row,
      }),
    ),
  ]
}

function nearLines(locale: string, { nearMisses }: ImportSummary): string[] {
  if (nearMisses.length === 0) {
    return []
  }

  return [
    importsText(locale, 'command.nearMisses'),
    ...nearMisses.map(({ column, rows, suggestion, value }) =>
      importsText(locale, 'command.nearMiss', { column, rows, suggestion, value }),
    ),
  ]
}

function errorLines(locale: string, summary: ImportSummary): string[] {
  const shown = summary.errors.slice(0, SHOWN_ERRORS)
  const more = summary.failed + summary.incomplete - shown.length

  return [
    ...(shown.length === 0 ? [] : [importsText(locale, 'command.errors')]),
    ...shown.map((error) => errorLine(locale, error)),
    ...(more > 0 ? [importsText(locale, 'command.moreErrors', { count: more })] : []),
    ...(summary.errorFile === null
      ? []
      : [importsText(locale, 'command.errorFile', { file: summary.errorFile })]),
  ]
}

function errorLine(locale: string, { column, message, row }: RowError): string {
  return column === undefined
    ? importsText(locale, 'command.rowError', { message, row })
    : importsText(locale, 'command.rowErrorColumn', { column, message, row })
}
