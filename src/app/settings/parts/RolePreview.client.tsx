'use client'

import { useTranslation } from '@payloadcms/ui'
import { useState } from 'react'

import { labelText } from '../../format/labelText.ts'
import { Button } from '../../ui/Button.client.tsx'
import { callApi } from '../../ui/callApi.ts'
import { useTexts } from '../../ui/useTexts.client.ts'
import { settingsTexts } from '../translations/index.ts'
import type { People, SettingsData } from '../types.ts'
import { Card, Empty } from './Card.tsx'
import type { Act, Level, Permissions, Rule } from './permissions.ts'
import { rightText } from './rightText.ts'
import { useAct } from './useAct.client.ts'

type Difference = {
  actions: { given: string[]; taken: string[] }
  collections: { action: Act; collection: string; from: Level; to: Level }[]
  fields: { collection: string; from: 'open' | Rule; path: string; to: 'open' | Rule }[]
}

type Preview = { role: Difference; users: { changes: Difference; id: string; name: string }[] }

/** What the change of a role would give and take, and from whom, before it is saved. */
export function RolePreview(props: {
  draft: Permissions
  facts: NonNullable<SettingsData['data']['roles']>
  role: People['roles'][number]
}) {
  const { draft, facts, role } = props
  const t = useTexts(settingsTexts)
  const { act, isBusy } = useAct()
  const [shown, setShown] = useState<{ draft: Permissions; preview: Preview } | null>(null)
  const preview = shown?.draft === draft ? shown.preview : null
  const lines = useLines(preview?.role, facts)
  const touched = (preview?.users ?? []).filter(({ changes }) => sizeOf(changes) > 0)

  return (
    <Card
      actions={
        <Button
          disabled={isBusy}
          onClick={() =>
            void act(async () => {
              const answer = await callApi<Preview>('POST', '/api/rights/preview', {
                permissions: draft,
                role: role.id,
              })
              setShown({ draft, preview: answer })
            })
          }
        >
          {t('preview.show')}
        </Button>
      }
      heading={t('preview.heading')}
      text={t('preview.text')}
    >
      <div aria-live="polite">
        {preview === null ? null : (
          <>
            {lines.length === 0 ? <Empty>{t('preview.none')}</Empty> : null}
            <ul className="tenon-plain-list">
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            <p className="tenon-set-field__help">
              {touched.length === 0
                ? t('preview.nobody')
                : t('preview.people', { names: touched.map(({ name }) => name).join(', ') })}
            </p>
          </>
        )}
      </div>
    </Card>
  )
}

function sizeOf({ actions, collections, fields }: Difference): number {
  return actions.given.length + actions.taken.length + collections.length + fields.length
}

function useLines(
  difference: Difference | undefined,
  facts: NonNullable<SettingsData['data']['roles']>,
): string[] {
  const t = useTexts(settingsTexts)
  const { i18n } = useTranslation()
  if (difference === undefined) {
    return []
  }
  const nameOf = (slug: string) => {
    const collection = facts.collections.find((one) => one.slug === slug)

    return labelText(collection?.label ?? slug, i18n.language)
  }

  return [
    ...difference.actions.given.map((key) => t('preview.given', { right: rightText(t, key) })),
    ...difference.actions.taken.map((key) => t('preview.taken', { right: rightText(t, key) })),
    ...difference.collections.map((one) =>
      t('preview.level', {
        act: t(`act.${one.action}`),
        from: t(`level.${one.from}`),
        name: nameOf(one.collection),
        to: t(`level.${one.to}`),
      }),
    ),
    ...difference.fields.map((one) =>
      t('preview.field', {
        field: one.path,
        from: t(`rule.${one.from}`),
        name: nameOf(one.collection),
        to: t(`rule.${one.to}`),
      }),
    ),
  ]
}
