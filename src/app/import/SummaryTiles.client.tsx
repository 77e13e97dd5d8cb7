'use client'

import { useTranslation } from '@payloadcms/ui'

import { labelText } from '../format/labelText.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { importTexts } from './translations/index.ts'
import type { ImportData, SummaryFacts } from './types.ts'

const TILES = ['created', 'updated', 'skipped', 'failed'] as const

/** What an import did, or would do, in numbers. */
export function SummaryTiles(props: {
  isDryRun?: boolean
  summary: SummaryFacts
  targets: ImportData['targets']
}) {
  const { isDryRun = false, summary, targets } = props
  const t = useTexts(importTexts)
  const { i18n } = useTranslation()
  const number = new Intl.NumberFormat(i18n.language)
  const missing = Object.entries(summary.missingCreated).map(([slug, count]) => {
    const target = targets.find((one) => one.slug === slug)

    return `${number.format(count)} ${labelText(target?.labels.plural ?? slug, i18n.language)}`
  })

  return (
    <>
      <dl className="tenon-tiles">
        {TILES.map((name) => (
          <div className={`tenon-tile tenon-tile--${name}`} key={name}>
            <dt>{t(`${isDryRun ? 'would' : 'did'}.${name}`)}</dt>
            <dd>{number.format(summary[name])}</dd>
          </div>
        ))}
      </dl>
      {missing.length === 0 ? null : (
        <p className="tenon-set-field__help">{t('missingCreated', { list: missing.join(', ') })}</p>
      )}
      {summary.incomplete === 0 ? null : (
        <p className="tenon-set-field__help">{t('incomplete', { count: summary.incomplete })}</p>
      )}
    </>
  )
}
