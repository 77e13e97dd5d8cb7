import type { Principal } from '../../identity/index.ts'
import { endSupport, signOut, supportOf } from '../../identity/index.ts'
import { isTenonError } from '../../kernel/errors/index.ts'

/** Ends the session of whoever leaves, and support with it. */
export async function leave(principal: null | Principal): Promise<void> {
  if (principal === null) {
    return
  }
  const support = supportOf(principal)
  if (support === null) {
    await signOut(principal)

    return
  }
  await endSupport(support.id).catch((error: unknown) => {
    // An administrator was quicker.
    if (!isTenonError(error, 'IDENTITY_SESSION_MISSING')) {
      throw error
    }
  })
}
