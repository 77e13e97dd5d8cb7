'use client'

import { useTranslation } from '@payloadcms/ui'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { labelText } from '../../format/labelText.ts'
import { Button } from '../../ui/Button.client.tsx'
import { callApi } from '../../ui/callApi.ts'
import { Confirm } from '../../ui/Confirm.client.tsx'
import { uiTexts } from '../../ui/translations/index.ts'
import { useTexts } from '../../ui/useTexts.client.ts'
import { Card, Empty } from '../parts/Card.tsx'
import { Field } from '../parts/Field.client.tsx'
import { useAct } from '../parts/useAct.client.ts'
import { useTime } from '../parts/useTime.client.ts'
import { settingsTexts } from '../translations/index.ts'
import type { PageProps, SettingsData } from '../types.ts'

type TrashData = NonNullable<SettingsData['data']['trash']>

/** What lies in the trash, collection by collection; bringing it back, and for how long it stays. */
export function TrashPage({ data }: PageProps) {
  const { trash } = data.data

  return trash === undefined ? null : (
    <>
      <Trash trash={trash} />
      {trash.isManager ? <Retention days={trash.days} /> : null}
    </>
  )
}

function Trash({ trash }: { trash: TrashData }) {
  const t = useTexts(settingsTexts)
  const { i18n } = useTranslation()
  const chosen = trash.collections.find(({ slug }) => slug === trash.collection)

  return (
    <Card heading={t('trash.heading')} text={t('trash.text', { days: trash.days })}>
      {chosen === undefined ? <Empty>{t('trash.none')}</Empty> : null}
      <nav aria-label={t('trash.collections')} className="tenon-pills">
        {trash.collections.map(({ count, label, slug }) => (
          <Link
            aria-current={slug === trash.collection ? 'page' : undefined}
            className="tenon-pill"
            href={`/admin/settings/trash?collection=${slug}`}
            key={slug}
          >
            {labelText(label, i18n.language)} ({count})
          </Link>
        ))}
      </nav>
      {chosen === undefined ? null : <TrashTable slug={chosen.slug} trash={trash} />}
      {chosen !== undefined && chosen.count > trash.docs.length ? (
        <p className="tenon-set-field__help">{t('trash.more', { count: trash.docs.length })}</p>
      ) : null}
    </Card>
  )
}

function TrashTable({ slug, trash }: { slug: string; trash: TrashData }) {
  const t = useTexts(settingsTexts)
  const time = useTime()
  const router = useRouter()
  const { act, isBusy } = useAct()
  const run = (work: () => Promise<unknown>, done: string) =>
    void act(async () => {
      await work()
      router.refresh()
    }, done)

  return (
    <div className="tenon-table-wrap">
      <table className="tenon-table">
        <thead>
          <tr>
            <th scope="col">{t('trash.record')}</th>
            <th scope="col">{t('trash.since')}</th>
            <th scope="col">{t('actions')}</th>
          </tr>
        </thead>
        <tbody>
          {trash.docs.map((doc) => (
            <tr key={doc.id}>
              <th scope="row">{doc.title === '' ? '—' : doc.title}</th>
              <td>{time(doc.deletedAt)}</td>
              <td>
                <div className="tenon-row__acts">
                  {trash.may.update ? (
                    <Button
                      disabled={isBusy}
                      onClick={() => {
                        run(
                          () => callApi('PATCH', `/api/${slug}/${doc.id}`, { deletedAt: null }),
                          t('trash.restored'),
                        )
                      }}
                    >
                      {t('trash.restore')}
                    </Button>
                  ) : null}
                  {trash.may.delete ? (
                    <Confirm
                      disabled={isBusy}
                      heading={t('trash.deleteHeading', { name: doc.title })}
                      label={t('trash.delete')}
                      onConfirm={() => {
                        run(
                          () => callApi('DELETE', `/api/${slug}/${doc.id}?trash=true`),
                          t('trash.deleted'),
                        )
                      }}
                      text={t('trash.deleteText')}
                    />
                  ) : null}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Retention({ days }: { days: number }) {
  const t = useTexts(settingsTexts)
  const ui = useTexts(uiTexts)
  const router = useRouter()
  const { act, isBusy } = useAct()
  const [value, setValue] = useState(String(days))

  return (
    <Card heading={t('trash.keep')}>
      <form
        className="tenon-inline"
        onSubmit={(event) => {
          event.preventDefault()
          void act(async () => {
            await callApi('PATCH', '/api/settings', { trashDays: Number(value) })
            router.refresh()
          }, ui('saved'))
        }}
      >
        <Field help={t('trash.daysHelp')} label={t('trash.days')}>
          {(id) => (
            <input
              className="tenon-input"
              id={id}
              max={3650}
              min={0}
              onChange={(event) => {
                setValue(event.target.value)
              }}
              required
              type="number"
              value={value}
            />
          )}
        </Field>
        <Button disabled={isBusy} type="submit">
          {ui('save')}
        </Button>
      </form>
    </Card>
  )
}
