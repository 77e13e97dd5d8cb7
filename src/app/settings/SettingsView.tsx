import type { AdminViewServerProps } from 'payload'

import type { settingsScreen } from '../../screens/index.ts'
import { loadScreen } from '../ui/screen.ts'
import { AdminFrame } from './AdminFrame.tsx'
import { SettingsFrame } from './SettingsFrame.client.tsx'
import { textOf } from './textOf.ts'

/** `/admin/settings/<page>`: one page of the settings beside the menu of all that the reader may open. */
export async function SettingsView(props: AdminViewServerProps) {
  const { params, searchParams } = props
  const segments = params?.['segments']
  const page = Array.isArray(segments) ? textOf(segments[1]) : undefined
  const collection = textOf(searchParams?.['collection'])
  const data = await loadScreen<typeof settingsScreen>('settings', {
    ...(collection === undefined ? {} : { collection }),
    ...(page === undefined ? {} : { page }),
  })

  return (
    <AdminFrame view={props}>
      <SettingsFrame data={data} />
    </AdminFrame>
  )
}
