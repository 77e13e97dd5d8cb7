'use client'

import { useTranslation } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'

import { labelText } from '../../format/labelText.ts'
import { callApi } from '../../ui/callApi.ts'
import { uiTexts } from '../../ui/translations/index.ts'
import { useTexts } from '../../ui/useTexts.client.ts'
import { Card } from '../parts/Card.tsx'
import { Check } from '../parts/Field.client.tsx'
import { useAct } from '../parts/useAct.client.ts'
import { useLoad } from '../parts/useLoad.client.ts'
import { settingsTexts } from '../translations/index.ts'

type Modules = { docs: { id: string; isOn: boolean; label: unknown; required: boolean }[] }

/** What is switched on; switching off hides a module and loses nothing. */
export function ModulesPage() {
  const t = useTexts(settingsTexts)
  const ui = useTexts(uiTexts)
  const { i18n } = useTranslation()
  const router = useRouter()
  const { act, isBusy } = useAct()
  const { data, reload } = useLoad<Modules>('/api/modules')

  return (
    <Card heading={t('modules.heading')} text={t('modules.text')}>
      <ul className="tenon-plain-list">
        {(data?.docs ?? []).map(({ id, isOn, label, required }) => (
          <li key={id}>
            <Check
              checked={isOn}
              disabled={required || isBusy}
              label={
                <>
                  {labelText(label, i18n.language)}
                  {required ? ` (${t('modules.required')})` : ''}
                </>
              }
              onChange={(next) =>
                void act(async () => {
                  await callApi('PATCH', `/api/modules/${id}`, { isOn: next })
                  reload()
                  router.refresh()
                }, ui('saved'))
              }
            />
          </li>
        ))}
      </ul>
    </Card>
  )
}
