'use client'

import { callApi } from '../../ui/callApi.ts'
import { uiTexts } from '../../ui/translations/index.ts'
import { useTexts } from '../../ui/useTexts.client.ts'
import { Card, Chip } from '../parts/Card.tsx'
import { Check } from '../parts/Field.client.tsx'
import { useAct } from '../parts/useAct.client.ts'
import { useLoad } from '../parts/useLoad.client.ts'
import { settingsTexts } from '../translations/index.ts'
import type { PageProps } from '../types.ts'

/** One's own second factor, and whether everybody must have one. */
export function SecurityPage({ data }: PageProps) {
  const t = useTexts(settingsTexts)
  const { data: own } = useLoad<{ isActive: boolean; recoveryCodesLeft: number }>(
    '/api/auth/second-factor',
  )

  return (
    <>
      <Card
        actions={
          own === undefined ? undefined : (
            <Chip look={own.isActive ? 'good' : 'warn'}>
              {t(own.isActive ? 'security.on' : 'security.off')}
            </Chip>
          )
        }
        heading={t('security.own')}
        text={
          own?.isActive === true
            ? t('security.codes', { count: own.recoveryCodesLeft })
            : t('security.text')
        }
      >
        <div>
          <a className="tenon-button" href="/account/second-factor">
            {t(own?.isActive === true ? 'security.change' : 'security.setUp')}
          </a>
        </div>
      </Card>
      {data.isManager ? <Policy /> : null}
    </>
  )
}

function Policy() {
  const t = useTexts(settingsTexts)
  const ui = useTexts(uiTexts)
  const { act, isBusy } = useAct()
  const { data, reload } = useLoad<{ doc: { requireSecondFactor: boolean } }>('/api/auth/policy')

  return (
    <Card heading={t('security.everybody')} text={t('security.everybodyText')}>
      <Check
        checked={data?.doc.requireSecondFactor === true}
        disabled={isBusy || data === undefined}
        label={t('security.require')}
        onChange={(requireSecondFactor) =>
          void act(async () => {
            await callApi('PATCH', '/api/auth/policy', { requireSecondFactor })
            reload()
          }, ui('saved'))
        }
      />
    </Card>
  )
}
