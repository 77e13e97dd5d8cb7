import { requireTenantScope } from '../../kernel/scope/index.ts'
import { batchErrors } from './errors.ts'

/**
 * Throws `BATCH_PERSON_REQUIRED` where a job would later act with wider rights than who asks for it: an
 * API key and support have rights of their own, which a job cannot look up by the user.
 */
export function requirePerson(): void {
  const { access, actor } = requireTenantScope()
  if (access !== undefined && actor.type !== 'user') {
    throw batchErrors.PERSON_REQUIRED({})
  }
}
