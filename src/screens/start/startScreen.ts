import { z } from 'zod'

import { readSetting, recordErrors, started } from '../../collection/index.ts'
import { canDo } from '../../identity/index.ts'
import { defineScreen } from '../defineScreen.ts'
import { loadCompany } from '../settings/loadCompany.ts'
import { loadPeople } from '../settings/loadPeople.ts'

/** What setting up a new tenant shows; throws `RECORD_FORBIDDEN` for who may not manage its settings. */
export const startScreen = defineScreen({
  input: z.object({}),
  load: async (_input, reader) => {
    if (!canDo(reader.principal, 'settings.manage')) {
      throw recordErrors.FORBIDDEN({ action: 'manage settings' })
    }
    const [company, isDone, people] = await Promise.all([
      loadCompany(reader),
      readSetting(started),
      loadPeople(),
    ])

    return { company, isDone, name: reader.principal.name, roles: people.roles }
  },
  name: 'start',
})
