'use client'

import { useTranslation } from '@payloadcms/ui'
import { Plus } from 'lucide-react'
import { useState } from 'react'

import type { Widget } from '../../screens/index.ts'
import { labelText } from '../format/labelText.ts'
import { Button } from '../ui/Button.client.tsx'
import { Dialog } from '../ui/Dialog.client.tsx'
import { useTexts } from '../ui/useTexts.client.ts'
import type { HomeAsked } from './filterOf.ts'
import { homeTexts } from './translations/index.ts'
import type { HomeData } from './types.ts'
import type { Layout } from './useLayout.client.ts'
import { WidgetEditor } from './WidgetEditor.client.tsx'

/** A ready-made widget that is not on the page, or one of the person's own making. */
export function AddWidget(props: {
  data: HomeData
  filter: HomeAsked
  layout: Layout
  onClose: () => void
}) {
  const { data, filter, layout, onClose } = props
  const t = useTexts(homeTexts)
  const { i18n } = useTranslation()
  const [isOwn, setOwn] = useState(false)
  const free = data.standard.filter(({ id }) => !layout.widgets.some((one) => one.id === id))
  const put = async (widget: Widget) => {
    await layout.change([...layout.widgets, widget])
    onClose()
  }
  if (isOwn) {
    return <WidgetEditor filter={filter} home={data} onClose={onClose} onPut={put} />
  }

  return (
    <Dialog heading={t('add')} isOpen onClose={onClose}>
      <h3 className="tenon-day__subheading">{t('addShipped')}</h3>
      {free.length === 0 ? <p className="tenon-day__none">{t('allTaken')}</p> : null}
      <ul className="tenon-home__shipped">
        {free.map((widget) => (
          <li key={widget.id}>
            <Button
              onClick={() => {
                void put(widget).catch(() => undefined)
              }}
            >
              <Plus aria-hidden size={16} /> {labelText(widget.title, i18n.language)}
            </Button>
          </li>
        ))}
      </ul>
      <Button
        look="primary"
        onClick={() => {
          setOwn(true)
        }}
      >
        {t('addOwn')}
      </Button>
    </Dialog>
  )
}
