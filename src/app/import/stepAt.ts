import type { ImportData, Step } from './types.ts'
import { STEPS } from './types.ts'

/** The step to show: the one asked for, as far as the import has come. */
export function stepAt(data: Pick<ImportData, 'import'>, asked: string | undefined): Step {
  if (data.import === null) {
    return 'file'
  }
  if (data.import.runId !== null) {
    return 'run'
  }
  const step = STEPS.find((one) => one === asked) ?? 'map'

  return step === 'file' ? 'map' : step
}
