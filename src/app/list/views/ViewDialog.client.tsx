'use client'

import { toast, useTranslation } from '@payloadcms/ui'
import type { SyntheticEvent } from 'react'
import { useEffect, useState } from 'react'

import type { SavedView } from '../../../screens/index.ts'
import { labelText } from '../../format/labelText.ts'
import { Button } from '../../ui/Button.client.tsx'
import type { ApiError } from '../../ui/callApi.ts'
import { callApi } from '../../ui/callApi.ts'
import { Dialog } from '../../ui/Dialog.client.tsx'
import { uiTexts } from '../../ui/translations/index.ts'
import { useTexts } from '../../ui/useTexts.client.ts'
import { listTexts } from '../translations/index.ts'
import type { List } from '../useList.client.ts'
import type { ViewFacts } from './saveViews.ts'
import { changeView, createView, definitionOf } from './saveViews.ts'

type Choice = { id: string; name: string }

/** Names a view and says who has it; without a view, a new one is made of how the list is looked at. */
export function ViewDialog(props: {
  list: List
  onClose: () => void
  view: SavedView | undefined
}) {
  const { list, onClose, view } = props
  const t = useTexts(listTexts)
  const ui = useTexts(uiTexts)
  const { i18n } = useTranslation()
  const { collection, rights } = list.page
  const [facts, setFacts] = useState<ViewFacts>(() => factsOf(view, i18n.language))
  const [isBusy, setBusy] = useState(false)
  const { roles, teams } = useSharing(rights.shareViews, i18n.language)
  const put = (part: Partial<ViewFacts>) => {
    setFacts((last) => ({ ...last, ...part }))
  }
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      const id =
        view === undefined
          ? await createView(collection.slug, definitionOf(list.page), facts)
          : await changeView(view, collection.slug, facts)
      onClose()
      await list.open({ view: facts.kind === 'table' ? id : 'all' })
      toast.success(ui('saved'))
    } catch (error) {
      toast.error(ui('failed', { reason: (error as ApiError).message }))
      setBusy(false)
    }
  }

  return (
    <Dialog
      heading={t(view === undefined ? 'views.add' : 'views.settings')}
      isOpen
      onClose={onClose}
    >
      <form className="tenon-list__form" onSubmit={(event) => void submit(event)}>
        <label>
          <span>{t('views.name')}</span>
          <input
            autoFocus
            className="tenon-input"
            maxLength={100}
            onChange={(event) => {
              put({ name: event.target.value })
            }}
            required
            value={facts.name}
          />
        </label>
        <label>
          <span>{t('views.kind')}</span>
          <select
            className="tenon-input"
            onChange={(event) => {
              put({ kind: event.target.value as 'table' })
            }}
            value={facts.kind}
          >
            <option value="table">{t('table')}</option>
            <option value="board">{t('board')}</option>
          </select>
        </label>
        {rights.shareViews ? <Sharing facts={facts} put={put} roles={roles} teams={teams} /> : null}
        {facts.reach.kind === 'own' ? (
          <label className="tenon-list__check-line">
            <input
              checked={facts.isDefault}
              className="tenon-checkbox"
              onChange={(event) => {
                put({ isDefault: event.target.checked })
              }}
              type="checkbox"
            />
            <span>{t('views.isDefault')}</span>
          </label>
        ) : null}
        <div className="tenon-list__dialog-foot">
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button disabled={isBusy || facts.name.trim() === ''} look="primary" type="submit">
            {ui('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function Sharing(props: {
  facts: ViewFacts
  put: (part: Partial<ViewFacts>) => void
  roles: readonly Choice[]
  teams: readonly Choice[]
}) {
  const { facts, put, roles, teams } = props
  const t = useTexts(listTexts)
  const { reach } = facts

  return (
    <>
      <label>
        <span>{t('views.who')}</span>
        <select
          className="tenon-input"
          onChange={(event) => {
            const kind = event.target.value as ViewFacts['reach']['kind']
            put({ reach: kind === 'team' ? { kind, team: teams[0]?.id ?? '' } : { kind } })
          }}
          value={reach.kind}
        >
          <option value="own">{t('views.nobody')}</option>
          {teams.length > 0 ? <option value="team">{t('views.team')}</option> : null}
          <option value="all">{t('views.everybody')}</option>
        </select>
      </label>
      {reach.kind === 'team' ? (
        <label>
          <span>{t('views.teamChoose')}</span>
          <select
            className="tenon-input"
            onChange={(event) => {
              put({ reach: { kind: 'team', team: event.target.value } })
            }}
            value={reach.team}
          >
            {teams.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {reach.kind === 'own' ? null : (
        <fieldset>
          <legend>{t('views.defaultFor')}</legend>
          {roles.map(({ id, name }) => (
            <label className="tenon-list__check-line" key={id}>
              <input
                checked={facts.roles.includes(id)}
                className="tenon-checkbox"
                onChange={(event) => {
                  const others = facts.roles.filter((one) => one !== id)
                  put({ roles: event.target.checked ? [...others, id] : others })
                }}
                type="checkbox"
              />
              <span>{name}</span>
            </label>
          ))}
        </fieldset>
      )}
    </>
  )
}

function factsOf(view: SavedView | undefined, language: string): ViewFacts {
  return {
    isDefault: view?.isShared === false && view.isDefault,
    kind: view?.kind ?? 'table',
    name: labelText(view?.name, language),
    reach:
      view?.isShared !== true
        ? { kind: 'own' }
        : view.team === null
          ? { kind: 'all' }
          : { kind: 'team', team: view.team },
    roles: view?.roles ?? [],
  }
}

type Listed = { docs: { id: string; key?: string; name: unknown }[] }

/** The roles and teams that a view can be given to, for those who may share. */
function useSharing(mayShare: boolean, language: string) {
  const [found, setFound] = useState<{ roles: Choice[]; teams: Choice[] }>({ roles: [], teams: [] })
  useEffect(() => {
    if (!mayShare) {
      return
    }
    const read = (path: string) => callApi<Listed>('GET', path)
    Promise.all([read('/api/roles?limit=100&sort=title'), read('/api/teams?limit=200&sort=name')])
      .then(([roles, teams]) => {
        setFound({
          roles: roles.docs.map(({ key = '', name }) => ({
            id: key,
            name: labelText(name, language),
          })),
          teams: teams.docs.map(({ id, name }) => ({ id, name: String(name) })),
        })
      })
      .catch(() => undefined)
  }, [language, mayShare])

  return found
}
