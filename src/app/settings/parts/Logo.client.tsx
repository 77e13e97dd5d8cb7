'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'

import { Button } from '../../ui/Button.client.tsx'
import type { ApiFault } from '../../ui/callApi.ts'
import { ApiError, callApi } from '../../ui/callApi.ts'
import { uiTexts } from '../../ui/translations/index.ts'
import { useTexts } from '../../ui/useTexts.client.ts'
import { settingsTexts } from '../translations/index.ts'
import { useAct } from './useAct.client.ts'

/** The company's logo: shown, chosen and taken away. */
export function Logo({ hasLogo }: { hasLogo: boolean }) {
  const t = useTexts(settingsTexts)
  const ui = useTexts(uiTexts)
  const router = useRouter()
  const { act, isBusy } = useAct()
  const input = useRef<HTMLInputElement>(null)
  const [round, setRound] = useState(0)
  const changed = () => {
    setRound((last) => last + 1)
    router.refresh()
  }

  return (
    <div className="tenon-logo-input">
      {hasLogo ? (
        <img
          alt={t('brand.logo')}
          className="tenon-logo-input__picture"
          src={`/api/company/logo?r=${String(round)}`}
        />
      ) : (
        <span className="tenon-empty">{t('brand.none')}</span>
      )}
      <Button
        disabled={isBusy}
        onClick={() => {
          input.current?.click()
        }}
      >
        {t('brand.choose')}
      </Button>
      {hasLogo ? (
        <Button
          disabled={isBusy}
          look="quiet"
          onClick={() =>
            void act(async () => {
              await callApi('DELETE', '/api/company/logo')
              changed()
            }, ui('saved'))
          }
        >
          {t('brand.remove')}
        </Button>
      ) : null}
      <input
        accept="image/png,image/jpeg,image/webp,image/gif"
        aria-label={t('brand.choose')}
        className="tenon-set-drop__input"
        onChange={(event) => {
          const file = event.target.files?.item(0) ?? null
          event.target.value = ''
          if (file !== null) {
            void act(async () => {
              await send(file)
              changed()
            }, ui('saved'))
          }
        }}
        ref={input}
        tabIndex={-1}
        type="file"
      />
    </div>
  )
}

async function send(file: File): Promise<void> {
  const response = await fetch('/api/company/logo', {
    body: file,
    credentials: 'same-origin',
    headers: { 'content-type': file.type },
    method: 'PUT',
  })
  if (!response.ok) {
    const { errors } = (await response.json()) as { errors?: ApiFault[] }
    throw new ApiError(response.status, errors ?? [{ message: response.statusText }])
  }
}
