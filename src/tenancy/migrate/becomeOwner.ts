import { OWNER_ROLE } from '../roles.ts'
import type { Query } from '../types.ts'

/** Whoever connected, every object must belong to the one owner that the policies name. */
export async function becomeOwner(query: Query): Promise<void> {
  const [row] = await query<{ name: string }>('select current_user::text as name')
  if (row?.name !== OWNER_ROLE) {
    await query(`set role ${OWNER_ROLE}`)
  }
}
