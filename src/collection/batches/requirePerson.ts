import { requireTenantScope } from '../../kernel/scope/index.ts'
import { batchErrors } from './errors.ts'

/**
 * Throws `BATCH_PERSON_REQUIRED` where a job could not look up the rights of who asks for it: those of
 * support are in its session alone, and end with it.
 */
export function requirePerson(): void {
  const { access, actor } = requireTenantScope()
  if (access !== undefined && actor.type !== 'user' && actor.type !== 'api_key') {
    throw batchErrors.PERSON_REQUIRED({})
  }
}
