'use client'

import { toast, useTranslation } from '@payloadcms/ui'
import { Check, Plus, RotateCcw, SlidersHorizontal, UsersRound } from 'lucide-react'
import { useState } from 'react'

import { labelText } from '../format/labelText.ts'
import { Button } from '../ui/Button.client.tsx'
import { callApi } from '../ui/callApi.ts'
import { Dialog } from '../ui/Dialog.client.tsx'
import { uiTexts } from '../ui/translations/index.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { Choice } from './FilterBar.client.tsx'
import { homeTexts } from './translations/index.ts'
import type { HomeData } from './types.ts'
import type { Layout } from './useLayout.client.ts'

/** Begins and ends customising the page, and what can be done with the page as a whole. */
export function PageActions(props: {
  isEditing: boolean
  layout: Layout
  onAdd: () => void
  onEdit: (isEditing: boolean) => void
  roles: HomeData['roles']
}) {
  const { isEditing, layout, onAdd, onEdit, roles } = props
  const t = useTexts(homeTexts)
  const [isSharing, setSharing] = useState(false)
  if (!isEditing) {
    return (
      <Button
        onClick={() => {
          onEdit(true)
        }}
      >
        <SlidersHorizontal aria-hidden size={16} /> {t('customise')}
      </Button>
    )
  }

  return (
    <div className="tenon-home__actions">
      <Button onClick={onAdd}>
        <Plus aria-hidden size={16} /> {t('add')}
      </Button>
      {layout.source === 'personal' ? (
        <Button
          onClick={() => {
            void layout
              .reset()
              .then(() => toast.success(t('resetDone')))
              .catch(() => undefined)
          }}
        >
          <RotateCcw aria-hidden size={16} /> {t('reset')}
        </Button>
      ) : null}
      {roles.length === 0 ? null : (
        <Button
          onClick={() => {
            setSharing(true)
          }}
        >
          <UsersRound aria-hidden size={16} /> {t('forRole')}
        </Button>
      )}
      <Button
        look="primary"
        onClick={() => {
          onEdit(false)
        }}
      >
        <Check aria-hidden size={16} /> {t('ready')}
      </Button>
      {isSharing ? (
        <ForRole
          layout={layout}
          onClose={() => {
            setSharing(false)
          }}
          roles={roles}
        />
      ) : null}
    </div>
  )
}

function ForRole(props: { layout: Layout; onClose: () => void; roles: HomeData['roles'] }) {
  const { layout, onClose, roles } = props
  const t = useTexts(homeTexts)
  const ui = useTexts(uiTexts)
  const { i18n } = useTranslation()
  const [key, setKey] = useState(roles[0]?.key ?? '')
  const role = roles.find((one) => one.key === key)

  const save = async () => {
    try {
      await saveForRole(key, role?.name ?? {}, layout)
      toast.success(t('forRoleSaved', { role: labelText(role?.name, i18n.language) }))
      onClose()
    } catch (error) {
      toast.error(ui('failed', { reason: error instanceof Error ? error.message : '' }))
    }
  }

  return (
    <Dialog description={t('forRoleHelp')} heading={t('forRole')} isOpen onClose={onClose}>
      <Choice
        isWide
        label={t('role')}
        onChange={setKey}
        options={roles.map((one) => ({
          title: labelText(one.name, i18n.language),
          value: one.key,
        }))}
        value={key}
      />
      <div className="tenon-home__actions">
        <Button look="primary" onClick={() => void save()}>
          {ui('save')}
        </Button>
        <Button onClick={onClose}>{ui('cancel')}</Button>
      </div>
    </Dialog>
  )
}

/** One row a role: it is found by its key, and made where there is none. */
async function saveForRole(
  role: string,
  name: HomeData['roles'][number]['name'],
  { widgets }: Layout,
): Promise<void> {
  const key = `home.${role}`
  const query = new URLSearchParams({ limit: '1', 'where[key][equals]': key })
  const { docs } = await callApi<{ docs: { id: string; version: number }[] }>(
    'GET',
    `/api/dashboards?${query.toString()}`,
  )
  const [found] = docs
  const definition = { widgets }
  await (found === undefined
    ? callApi('POST', '/api/dashboards', { definition, key, name, roles: [role] })
    : callApi('PATCH', `/api/dashboards/${found.id}`, { definition, version: found.version }))
}
