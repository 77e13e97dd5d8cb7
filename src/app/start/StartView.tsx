import type { AdminViewServerProps } from 'payload'

import type { startScreen } from '../../screens/index.ts'
import { AdminFrame } from '../settings/AdminFrame.tsx'
import { textOf } from '../settings/textOf.ts'
import { loadScreen } from '../ui/screen.ts'
import { StartWizard } from './StartWizard.client.tsx'
import { STEPS } from './steps.ts'

/** `/admin/start`: setting up a new tenant, at the step that its address names. */
export async function StartView(props: AdminViewServerProps) {
  const asked = textOf(props.searchParams?.['step'])
  const data = await loadScreen<typeof startScreen>('start', {})

  return (
    <AdminFrame view={props}>
      <StartWizard data={data} step={STEPS.find((one) => one === asked) ?? STEPS[0]} />
    </AdminFrame>
  )
}
