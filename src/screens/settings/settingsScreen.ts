import { z } from 'zod'

import { canDo } from '../../identity/index.ts'
import { defineScreen } from '../defineScreen.ts'
import type { ScreenReader } from '../types.ts'
import { loadCompany } from './loadCompany.ts'
import { loadPeople } from './loadPeople.ts'
import { loadPipelines } from './loadPipelines.ts'
import { loadRoles } from './loadRoles.ts'
import { loadTrash } from './loadTrash.ts'
import type { SettingsPage } from './settingsPages.ts'
import { mayOpen, SETTINGS_GROUPS, SETTINGS_PAGES } from './settingsPages.ts'

/** What a page of the settings shows beside what its own requests answer. */
type PageData = {
  company?: Awaited<ReturnType<typeof loadCompany>>
  people?: Awaited<ReturnType<typeof loadPeople>>
  pipelines?: Awaited<ReturnType<typeof loadPipelines>>
  roles?: Awaited<ReturnType<typeof loadRoles>>
  trash?: Awaited<ReturnType<typeof loadTrash>>
}

/** The settings: the menu of what the reader may open, and the page asked for, else the first. */
export const settingsScreen = defineScreen({
  input: z.object({ collection: z.string().optional(), page: z.string().optional() }),
  load: async ({ collection, page: asked }, reader) => {
    const groups = SETTINGS_GROUPS.map((key) => ({
      key,
      pages: SETTINGS_PAGES[key].filter((page) => mayOpen(page, reader)),
    })).filter(({ pages }) => pages.length > 0)
    const pages = groups.flatMap((group): SettingsPage[] => group.pages)
    const page = pages.find((one) => one === asked) ?? pages[0] ?? null

    return {
      data: page === null ? {} : await loadPage(page, reader, collection),
      groups,
      isManager: canDo(reader.principal, 'settings.manage'),
      mayManageUsers: canDo(reader.principal, 'users.manage'),
      me: reader.principal.userId,
      page,
      tenant: reader.tenant.name,
    }
  },
  name: 'settings',
})

async function loadPage(
  page: SettingsPage,
  reader: ScreenReader,
  collection: string | undefined,
): Promise<PageData> {
  switch (page) {
    case 'company':
      return { company: await loadCompany(reader) }
    case 'keys':
    case 'teams':
    case 'users':
      return { people: await loadPeople() }
    case 'pipelines':
      return { pipelines: await loadPipelines(reader) }
    case 'roles':
      return { people: await loadPeople(), roles: loadRoles(reader) }
    case 'trash':
      return { trash: await loadTrash(reader, collection) }
    case 'audit':
      return { people: await loadPeople() }
    case 'export':
    case 'modules':
    case 'security':
    case 'sessions':
    case 'support':
      return {}
  }
}
