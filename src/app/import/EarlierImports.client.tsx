'use client'

import { useTranslation } from '@payloadcms/ui'

import { labelText } from '../format/labelText.ts'
import { Card, Chip, Empty } from '../settings/parts/Card.tsx'
import { formatLocale } from '../ui/fieldText.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { addressOf } from './addressOf.ts'
import { importTexts } from './translations/index.ts'
import type { ImportData } from './types.ts'
import { UndoImport } from './UndoImport.client.tsx'

const LOOKS = {
  cancelled: 'warn',
  done: 'good',
  failed: 'bad',
  planned: 'plain',
  queued: 'plain',
  running: 'plain',
} as const

/** Earlier imports with what became of them. */
export function EarlierImports({ data }: { data: ImportData }) {
  const t = useTexts(importTexts)
  const { i18n } = useTranslation()
  const time = new Intl.DateTimeFormat(formatLocale(i18n.language), {
    dateStyle: 'medium',
    timeStyle: 'short',
  })

  return (
    <Card heading={t('earlier.heading')}>
      {data.earlier.length === 0 ? (
        <Empty>{t('earlier.none')}</Empty>
      ) : (
        <div className="tenon-table-wrap">
          <table className="tenon-table">
            <thead>
              <tr>
                <th scope="col">{t('earlier.file')}</th>
                <th scope="col">{t('file.into')}</th>
                <th scope="col">{t('earlier.when')}</th>
                <th scope="col">{t('earlier.rows')}</th>
                <th scope="col">{t('earlier.state')}</th>
                <th scope="col">{t('earlier.actions')}</th>
              </tr>
            </thead>
            <tbody>
              {data.earlier.map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    <a href={addressOf({ id: one.id, step: 'run' })}>{one.file}</a>
                  </th>
                  <td>{nameOf(data, one.collection, i18n.language)}</td>
                  <td suppressHydrationWarning>{time.format(new Date(one.createdAt))}</td>
                  <td className="tenon-figure">{one.rows}</td>
                  <td>
                    <Chip look={one.undone === 'done' ? 'warn' : LOOKS[one.state]}>
                      {one.undone === 'done'
                        ? t('undo.done')
                        : t(`state.${one.runId === null ? 'planned' : one.state}`)}
                    </Chip>
                  </td>
                  <td>
                    {one.runId !== null && one.undone === 'none' && one.state === 'done' ? (
                      <UndoImport runId={one.runId} />
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  )
}

function nameOf(data: ImportData, slug: string, language: string): string {
  const target = data.targets.find((one) => one.slug === slug)

  return labelText(target?.labels.plural ?? slug, language)
}
