import type { AdminViewServerProps } from 'payload'

import type { importScreen } from '../../screens/index.ts'
import { AdminFrame } from '../settings/AdminFrame.tsx'
import { textOf } from '../settings/textOf.ts'
import { loadScreen } from '../ui/screen.ts'
import { ImportWizard } from './ImportWizard.client.tsx'
import { stepAt } from './stepAt.ts'

const ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** `/admin/import`: the import wizard at the import and the step that its address names. */
export async function ImportView(props: AdminViewServerProps) {
  const { searchParams } = props
  const id = textOf(searchParams?.['import'])
  const collection = textOf(searchParams?.['collection'])
  const data = await loadScreen<typeof importScreen>('import', {
    ...(collection === undefined ? {} : { collection }),
    ...(id !== undefined && ID.test(id) ? { id } : {}),
  })

  return (
    <AdminFrame view={props}>
      <ImportWizard data={data} step={stepAt(data, textOf(searchParams?.['step']))} />
    </AdminFrame>
  )
}
