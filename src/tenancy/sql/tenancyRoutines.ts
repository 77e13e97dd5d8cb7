import type { Routine } from '../types.ts'
import { collationRoutine } from './collation.ts'
import { eraseValuesRoutine, withoutValuesRoutine } from './eraseValues.ts'
import { keysRoutine } from './keys.ts'
import { ownTenantRoutine } from './ownTenant.ts'
import { forgetTenantRoutine, purgeRowsRoutine } from './purgeTenant.ts'
import { verifierRoutine } from './verifier.ts'

/** Everything of the schema `tenancy` that is no table of the model, in the order it must be made. */
export const tenancyRoutines: readonly Routine[] = [
  keysRoutine,
  verifierRoutine('current_tenant', "split_part(payload, '.', 1)::uuid"),
  verifierRoutine('current_user_id', "nullif(split_part(payload, '.', 2), '-')::uuid"),
  collationRoutine,
  ownTenantRoutine,
  purgeRowsRoutine,
  forgetTenantRoutine,
  withoutValuesRoutine,
  eraseValuesRoutine,
]
