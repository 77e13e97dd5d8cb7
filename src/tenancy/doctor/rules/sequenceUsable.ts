import { defineRule } from '../defineRule.ts'
import { fullName } from '../select.ts'

/** No role of ours may use a sequence: its value counts the rows of all tenants. */
export const sequenceUsable = defineRule('sequence-usable', (catalog) =>
  catalog.relations
    .filter(({ grants, kind }) => kind === 'sequence' && grants.length > 0)
    .map((sequence) => ({
      fix: `revoke all on sequence ${fullName(sequence)} from ${sequence.grants.map(({ grantee }) => grantee).join(', ')}`,
      message: `${sequence.grants.map(({ grantee }) => grantee).join(', ')} may use this sequence`,
      object: fullName(sequence),
    })),
)
