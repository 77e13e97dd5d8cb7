'use client'

import { useStepNav } from '@payloadcms/ui'
import Link from 'next/link'
import type { ComponentType } from 'react'
import { useEffect } from 'react'

import { useTexts } from '../ui/useTexts.client.ts'
import { AuditPage } from './pages/AuditPage.client.tsx'
import { CompanyPage } from './pages/CompanyPage.client.tsx'
import { ExportPage } from './pages/ExportPage.client.tsx'
import { KeysPage } from './pages/KeysPage.client.tsx'
import { ModulesPage } from './pages/ModulesPage.client.tsx'
import { PipelinesPage } from './pages/PipelinesPage.client.tsx'
import { RolesPage } from './pages/RolesPage.client.tsx'
import { SecurityPage } from './pages/SecurityPage.client.tsx'
import { SessionsPage } from './pages/SessionsPage.client.tsx'
import { SupportPage } from './pages/SupportPage.client.tsx'
import { TeamsPage } from './pages/TeamsPage.client.tsx'
import { TrashPage } from './pages/TrashPage.client.tsx'
import { UsersPage } from './pages/UsersPage.client.tsx'
import { settingsTexts } from './translations/index.ts'
import type { PageProps, SettingsData, SettingsPageName } from './types.ts'

const PAGES: Readonly<Record<SettingsPageName, ComponentType<PageProps>>> = {
  audit: AuditPage,
  company: CompanyPage,
  export: ExportPage,
  keys: KeysPage,
  modules: ModulesPage,
  pipelines: PipelinesPage,
  roles: RolesPage,
  security: SecurityPage,
  sessions: SessionsPage,
  support: SupportPage,
  teams: TeamsPage,
  trash: TrashPage,
  users: UsersPage,
}

/** The settings: the menu on the side, the page beside it. */
export function SettingsFrame({ data }: { data: SettingsData }) {
  const t = useTexts(settingsTexts)
  const { setStepNav } = useStepNav()
  const { page } = data
  const Page = page === null ? null : PAGES[page]
  useEffect(() => {
    setStepNav([
      { label: t('heading'), url: '/settings' },
      ...(page === null ? [] : [{ label: t(`page.${page}`) }]),
    ])
  }, [page, setStepNav, t])

  return (
    <div className="tenon-page tenon-settings">
      <nav aria-label={t('heading')} className="tenon-settings__menu">
        {data.groups.map(({ key, pages }) => (
          <div key={key}>
            <h2 className="tenon-settings__group">{t(`group.${key}`)}</h2>
            <ul>
              {pages.map((one) => (
                <li key={one}>
                  <Link
                    aria-current={one === page ? 'page' : undefined}
                    className="tenon-settings__link"
                    href={`/admin/settings/${one}`}
                    prefetch={false}
                  >
                    {t(`page.${one}`)}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <div className="tenon-settings__page">
        {page === null || Page === null ? null : (
          <>
            <header>
              <h1 className="tenon-page__heading">{t(`page.${page}`)}</h1>
              <p className="tenon-page__text">{t(`about.${page}`)}</p>
            </header>
            <Page data={data} key={page} />
          </>
        )}
      </div>
    </div>
  )
}
