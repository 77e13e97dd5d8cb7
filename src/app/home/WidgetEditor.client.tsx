'use client'

import { useTranslation } from '@payloadcms/ui'
import { useId, useState } from 'react'

import type { homeWidgetScreen, Widget } from '../../screens/index.ts'
import { labelText } from '../format/labelText.ts'
import { Button } from '../ui/Button.client.tsx'
import { Dialog } from '../ui/Dialog.client.tsx'
import { uiTexts } from '../ui/translations/index.ts'
import { useScreen } from '../ui/useScreen.client.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { Choice } from './FilterBar.client.tsx'
import type { HomeAsked } from './filterOf.ts'
import { homeTexts } from './translations/index.ts'
import type { HomeData } from './types.ts'
import { useCollection } from './useCollection.client.ts'
import { WidgetBody } from './WidgetBody.client.tsx'
import { WidgetFields } from './WidgetFields.client.tsx'

const KINDS = ['number', 'bar', 'line', 'funnel', 'table'] as const

type Editor = {
  filter: HomeAsked
  home: HomeData
  onClose: () => void
  onPut: (widget: Widget) => Promise<void>
  /** The widget to change; absent for a new one. */
  widget?: Widget
}

/** Makes or changes a widget: what it is about, what it reckons and how it is drawn, with a preview. */
export function WidgetEditor({ filter, home, onClose, onPut, widget }: Editor) {
  const t = useTexts(homeTexts)
  const ui = useTexts(uiTexts)
  const { i18n } = useTranslation()
  const [draft, setDraft] = useState<Widget>(() => widget ?? fresh(home))
  const collection = useCollection(draft.collection)
  const title = labelText(draft.title, i18n.language)
  const put = () => {
    const named = title.trim() === '' ? labelOf(home, draft.collection) : draft.title
    void onPut({ ...draft, title: named })
      .then(onClose)
      .catch(() => undefined)
  }

  return (
    <Dialog heading={widget === undefined ? t('addOwn') : title} isOpen onClose={onClose}>
      <Title
        onChange={(text) => {
          setDraft({ ...draft, title: { [i18n.language]: text } })
        }}
        title={title}
      />
      <Choice
        isWide
        label={t('collection')}
        onChange={(slug) => {
          setDraft({ ...fresh(home, slug), id: draft.id, kind: draft.kind, title: draft.title })
        }}
        options={home.collections.map(({ label, slug }) => ({
          title: labelText(label, i18n.language),
          value: slug,
        }))}
        value={draft.collection}
      />
      <Choice
        isWide
        label={t('kind')}
        onChange={(value) => {
          const kind = KINDS.find((one) => one === value) ?? 'number'
          setDraft({ ...draft, by: kind === 'number' ? [] : draft.by, kind })
        }}
        options={KINDS.map((kind) => ({ title: t(kind), value: kind }))}
        value={draft.kind}
      />
      {collection === undefined ? null : (
        <WidgetFields collection={collection} draft={draft} onChange={setDraft} />
      )}
      <Preview draft={draft} filter={filter} title={title} />
      <div className="tenon-home__actions">
        <Button look="primary" onClick={put}>
          {widget === undefined ? t('put') : ui('save')}
        </Button>
        <Button onClick={onClose}>{ui('cancel')}</Button>
      </div>
    </Dialog>
  )
}

function Title({ onChange, title }: { onChange: (title: string) => void; title: string }) {
  const t = useTexts(homeTexts)
  const id = useId()

  return (
    <div className="tenon-home__field">
      <label htmlFor={id}>{t('title')}</label>
      <input
        className="tenon-input"
        id={id}
        maxLength={120}
        onChange={(event) => {
          onChange(event.target.value)
        }}
        value={title}
      />
    </div>
  )
}

function Preview(props: { draft: Widget; filter: HomeAsked; title: string }) {
  const { draft, filter, title } = props
  const t = useTexts(homeTexts)
  // What it is called makes no difference to its numbers, and may be empty for a while.
  const asked = { ...draft, title: { en: draft.id } }
  const { data, error } = useScreen<typeof homeWidgetScreen>('home-widget', {
    filter,
    widget: asked,
  })

  return (
    <section aria-label={t('preview')} className="tenon-home__preview">
      {error === undefined ? (
        <WidgetBody asTable={false} data={data} title={title} widget={draft} />
      ) : (
        <p className="tenon-widget__none">{error.message}</p>
      )}
    </section>
  )
}

function fresh(home: HomeData, slug?: string): Widget {
  const collection = slug ?? home.collections.find((one) => one.slug === 'deals')?.slug

  return {
    better: 'more',
    by: [],
    collection: collection ?? home.collections[0]?.slug ?? '',
    date: null,
    id: `own-${crypto.randomUUID().slice(0, 8)}`,
    kind: 'number',
    limit: 20,
    measures: [{ of: 'count' }],
    reach: 'period',
    span: 2,
    title: {},
  }
}

function labelOf(home: HomeData, slug: string): Widget['title'] {
  return home.collections.find((one) => one.slug === slug)?.label ?? { en: slug }
}
