import { createHash } from 'node:crypto'

import { z } from 'zod'

import { accent, logo, readSetting } from '../../collection/index.ts'
import { defineScreen } from '../defineScreen.ts'

const MARK = 12

/** The tenant's colour, and the address of its logo, which is another one once the picture is. */
export const brandScreen = defineScreen({
  input: z.object({}),
  load: async () => {
    const [colour, picture] = await Promise.all([readSetting(accent), readSetting(logo)])
    const mark = createHash('sha256')
      .update(picture ?? '')
      .digest('hex')
      .slice(0, MARK)

    return {
      accent: colour,
      logo: picture === null ? null : `/api/company/logo?v=${mark}`,
    }
  },
  name: 'brand',
})
