import type { ReactNode } from 'react'

import type { Label } from '../../fields/types.ts'
import type { homeScreen, ScreenData } from '../../screens/index.ts'

/** Everything that the home page shows. */
export type HomeData = ScreenData<typeof homeScreen>

/** A widget that a plugin has put on the page. */
export type SlotWidget = { id: string; label: Label; node: ReactNode }
