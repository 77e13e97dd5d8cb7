import type { brandScreen, ScreenData } from '../../screens/index.ts'
import { loadScreen } from '../ui/screen.ts'

const COLOUR = /^#[0-9a-f]{6}$/i

/** The colour and the logo of the tenant whose page is shown; nothing of either where nobody is signed in. */
export async function currentBrand(): Promise<ScreenData<typeof brandScreen>> {
  try {
    const { accent, logo } = await loadScreen<typeof brandScreen>('brand', {})

    return { accent: accent !== null && COLOUR.test(accent) ? accent : null, logo }
  } catch {
    return { accent: null, logo: null }
  }
}
