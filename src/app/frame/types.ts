import type { frameScreen, ScreenData } from '../../screens/index.ts'

/** What stands around every screen, as the server read it for the page. */
export type FrameData = ScreenData<typeof frameScreen>
