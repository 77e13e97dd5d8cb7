import { screenErrors } from './errors.ts'
import { screens } from './screens.ts'
import type { ScreenReader } from './types.ts'

/**
 * Reads what a screen shows its reader; call it inside the scope of the reader's tenant and rights. Throws
 * `SCREEN_UNKNOWN`, `SCREEN_INPUT_INVALID`, and what reading records throws.
 */
export async function loadScreen(
  name: string,
  input: unknown,
  reader: ScreenReader,
): Promise<unknown> {
  const screen = screens.get(name)
  if (screen === undefined) {
    throw screenErrors.UNKNOWN({ name })
  }
  const parsed = screen.input.safeParse(input ?? {})
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw screenErrors.INPUT_INVALID({
      field: issue?.path.join('.') ?? '',
      reason: issue?.message ?? parsed.error.message,
    })
  }

  return screen.load(parsed.data, reader)
}
