import type { AdminViewServerProps } from 'payload'

import type { homeScreen } from '../../screens/index.ts'
import { loadScreen } from '../ui/screen.ts'
import { slotNodes } from '../ui/Slot.tsx'
import { filterOf } from './filterOf.ts'
import { HomePage } from './HomePage.client.tsx'

/** What a person sees first: their day and their widgets, made on the server for what the address asks. */
export async function Home(props: AdminViewServerProps) {
  const { payload } = props
  const search = props.searchParams as Readonly<Record<string, unknown>> | undefined
  const filter = filterOf((name) => search?.[name])
  const [first, slots] = await Promise.all([
    loadScreen<typeof homeScreen>('home', filter),
    slotNodes({ name: 'dashboardWidget', payload }),
  ])

  return <HomePage first={first} slots={slots} />
}
