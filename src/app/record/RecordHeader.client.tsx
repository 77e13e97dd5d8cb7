'use client'

import { useTranslation } from '@payloadcms/ui'

import { labelText } from '../format/labelText.ts'
import { FieldValue } from './FieldValue.client.tsx'
import { HeaderActions } from './HeaderActions.client.tsx'
import { useRecordState } from './RecordContext.client.tsx'
import { StageSteps } from './StageSteps.client.tsx'
import { TagBar } from './TagBar.client.tsx'
import { at, isEmpty } from './values.ts'

/** What the record is, whose it is and where it stands, with the acts on the whole of it. */
export function RecordHeader() {
  const { data } = useRecordState()
  const { i18n } = useTranslation()
  const { collection, doc, layout, stages, title } = data
  const owner = collection.ownerField === null ? [] : [collection.ownerField]
  const facts = [...owner, ...layout.header].flatMap((path) => {
    const field = collection.fields.find((one) => one.path === path)

    return field === undefined || isEmpty(at(doc, path)) ? [] : [field]
  })
  const singular = labelText(collection.labels.singular, i18n.language)

  return (
    <header className="tenon-record__header">
      <div className="tenon-record__head">
        <div className="tenon-record__names">
          <p className="tenon-record__kind">{singular}</p>
          <h1 className="tenon-record__title">{title === '' ? singular : title}</h1>
        </div>
        <HeaderActions />
      </div>
      {facts.length === 0 ? null : (
        <dl className="tenon-record__facts">
          {facts.map((field) => (
            <div key={field.path}>
              <dt>{labelText(field.label, i18n.language)}</dt>
              <dd>
                <FieldValue doc={doc} field={field} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {stages === null ? null : <StageSteps stages={stages} />}
      {data.links.tags === null ? null : <TagBar links={data.links.tags} />}
    </header>
  )
}
