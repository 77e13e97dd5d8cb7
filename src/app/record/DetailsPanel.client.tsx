'use client'

import { useTranslation } from '@payloadcms/ui'

import type { FieldView, LayoutSection } from '../../screens/index.ts'
import { labelText } from '../format/labelText.ts'
import { fieldText } from '../ui/fieldText.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { DetailField } from './DetailField.client.tsx'
import { useRecordState } from './RecordContext.client.tsx'
import { recordTexts } from './translations/index.ts'

/** The fields of the record in their sections, each to be edited where it stands. */
export function DetailsPanel() {
  const { contextOf, data } = useRecordState()
  const t = useTexts(recordTexts)
  const { collection, doc, layout } = data
  const written = (path: string) =>
    fieldText({ kind: 'instant' }, doc[path], contextOf({ path }, doc))

  return (
    <div className="tenon-record__details" data-panel="details">
      {layout.sections.map((section, index) => (
        <Section
          fields={collection.fields}
          key={`${section.key}-${String(index)}`}
          section={section}
        />
      ))}
      <p className="tenon-record__dates">
        {t('details.recordOf', { created: written('createdAt'), updated: written('updatedAt') })}
      </p>
    </div>
  )
}

function Section(props: { fields: readonly FieldView[]; section: LayoutSection }) {
  const { section } = props
  const { i18n } = useTranslation()
  const t = useTexts(recordTexts)
  const heading =
    section.label === null
      ? t(section.key === 'more' ? 'details.more' : 'details.heading')
      : labelText(section.label, i18n.language)
  const fields = section.fields.flatMap(
    (path) => props.fields.find((one) => one.path === path) ?? [],
  )

  return (
    <details className="tenon-record__section" open={!section.isClosed}>
      <summary className="tenon-record__summary">
        <h2>{heading}</h2>
      </summary>
      <dl className="tenon-record__fields">
        {fields.map((field) => (
          <DetailField field={field} key={field.path} within={heading} />
        ))}
      </dl>
    </details>
  )
}
