import { OWNER_ROLE } from '../roles.ts'
import type { Query } from '../types.ts'

/** Whoever connected, every object must belong to the one owner that the policies name. */
export async function becomeOwner(query: Query): Promise<void> {
  const [row] = await query<{ name: string }>('select current_user::text as name')
  if (row?.name === OWNER_ROLE) {
    return
  }
  try {
    await query(`set role ${OWNER_ROLE}`)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === '42501')) {
      throw error
    }
    // Who may create roles without being a superuser is no member of those it has created.
    await query(`grant ${OWNER_ROLE} to current_user`)
    await query(`set role ${OWNER_ROLE}`)
  }
}
