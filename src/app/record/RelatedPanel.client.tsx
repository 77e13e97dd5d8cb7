'use client'

import { useTranslation } from '@payloadcms/ui'
import { Plus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'

import type { RelatedList, relatedScreen, Titles } from '../../screens/index.ts'
import { labelText } from '../format/labelText.ts'
import { QuickCreateDialog } from '../frame/QuickCreate.client.tsx'
import { fieldText } from '../ui/fieldText.ts'
import { useFieldContext } from '../ui/useFieldContext.client.ts'
import { useScreen } from '../ui/useScreen.client.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { useRecordState } from './RecordContext.client.tsx'
import { filteredListPath, recordPath } from './recordPath.ts'
import { recordTexts } from './translations/index.ts'
import type { Doc, RelatedData } from './types.ts'
import { isLive } from './useRecord.client.ts'
import { at, isEmpty } from './values.ts'

/** The lists of records that point to this one. */
export function RelatedPanel({ first }: { first: RelatedData }) {
  const { i18n } = useTranslation()
  const t = useTexts(recordTexts)
  const { data: record, round } = useRecordState()
  const { data, error, reload } = useScreen<typeof relatedScreen>(
    'record-related',
    { collection: record.collection.slug, id: record.doc.id, language: i18n.language },
    first,
  )
  const seen = useRef(round)
  useEffect(() => {
    if (seen.current !== round) {
      seen.current = round
      reload()
    }
  }, [reload, round])
  const lists = data?.lists ?? []
  const several = (slug: string) => lists.filter(({ collection }) => collection === slug).length > 1

  return (
    <aside aria-label={t('related.heading')} className="tenon-record__related">
      {error === undefined ? null : (
        <p role="alert">{t('related.failed', { reason: error.message })}</p>
      )}
      {lists.map((list) => (
        <RelatedSection
          key={`${list.collection}.${list.field}`}
          list={list}
          onCreated={reload}
          showsField={several(list.collection)}
          titles={data?.titles ?? {}}
        />
      ))}
    </aside>
  )
}

function RelatedSection(props: {
  list: RelatedList
  onCreated: () => void
  showsField: boolean
  titles: Titles
}) {
  const { list, onCreated, showsField, titles } = props
  const { i18n } = useTranslation()
  const t = useTexts(recordTexts)
  const { data } = useRecordState()
  const text = (label: Parameters<typeof labelText>[0]) => labelText(label, i18n.language)
  const plural = text(list.label.collection)
  const heading = showsField
    ? t('related.via', { field: text(list.label.field), list: plural })
    : plural
  const count = `${String(list.total)}${list.totalIsCapped ? '+' : ''}`

  return (
    <section className="tenon-record__section" data-related={`${list.collection}.${list.field}`}>
      <div className="tenon-record__summary">
        <h2>
          {heading} <span className="tenon-record__count">{count}</span>
        </h2>
        {list.mayCreate && isLive(data.doc) ? (
          <AddRelated list={list} onCreated={onCreated} />
        ) : null}
      </div>
      {list.docs.length === 0 ? (
        <p className="tenon-record__none">{t('related.empty')}</p>
      ) : (
        <ul className="tenon-rows">
          {list.docs.map((doc) => (
            <RelatedRow doc={doc} key={doc.id} list={list} titles={titles} />
          ))}
        </ul>
      )}
      {list.total > list.docs.length ? (
        <a
          className="tenon-record__all"
          href={filteredListPath(list.collection, list.field, data.doc.id)}
        >
          {t('related.all', { count })}
        </a>
      ) : null}
    </section>
  )
}

/** Makes a record that points to this one. */
function AddRelated({ list, onCreated }: { list: RelatedList; onCreated: () => void }) {
  const { i18n } = useTranslation()
  const t = useTexts(recordTexts)
  const { data } = useRecordState()
  const [isAdding, setAdding] = useState(false)

  return (
    <>
      <button
        aria-label={t('related.add', { what: labelText(list.label.singular, i18n.language) })}
        className="tenon-icon-button"
        onClick={() => {
          setAdding(true)
        }}
        type="button"
      >
        <Plus aria-hidden size={16} />
      </button>
      {isAdding ? (
        <QuickCreateDialog
          collection={list.collection}
          initial={{ [list.field]: data.doc.id }}
          initialTitles={{ [list.field]: data.title }}
          onClose={() => {
            setAdding(false)
          }}
          onCreated={() => {
            setAdding(false)
            onCreated()
          }}
        />
      ) : null}
    </>
  )
}

function RelatedRow(props: { doc: Doc; list: RelatedList; titles: Titles }) {
  const { doc, list, titles } = props
  const { contextOf } = useFieldContext(titles)
  const texts = list.columns.flatMap((path) => {
    const field = list.view.fields.find((one) => one.path === path)
    if (field === undefined || isEmpty(at(doc, path))) {
      return []
    }
    const text = fieldText(field, at(doc, path), contextOf(field, doc))

    return text === '' ? [] : [text]
  })
  const [name, ...facts] = texts

  return (
    <li>
      <a className="tenon-rows__name" href={recordPath(list.collection, doc.id)}>
        {name ?? '—'}
      </a>
      {facts.length === 0 ? null : <span className="tenon-rows__facts">{facts.join(' · ')}</span>}
    </li>
  )
}
