import type { Payload } from 'payload'

import type { frameScreen } from '../../screens/index.ts'
import { NavHeader } from '../components/NavHeader.tsx'
import { loadScreen } from '../ui/screen.ts'
import { slotNodes } from '../ui/Slot.tsx'
import { Frame } from './Frame.client.tsx'

/** The frame around every screen of the admin: navigation, search, creating, notifications and the account. */
export async function Nav({ payload }: { payload: Payload }) {
  const [data, inNavigation, inHeader] = await Promise.all([
    loadScreen<typeof frameScreen>('frame', {}),
    slotNodes({ name: 'navigation', payload }),
    slotNodes({ name: 'headerAction', payload }),
  ])

  return (
    <Frame
      data={data}
      head={<NavHeader />}
      headerSlots={inHeader.map(({ node }) => node)}
      navigationSlots={inNavigation.map(({ node }) => node)}
    />
  )
}
