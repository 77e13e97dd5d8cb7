import { defineRule } from '../defineRule.ts'
import { knownNames } from '../routines.ts'
import { fullName } from '../select.ts'

/** The functions of the model may be called by the roles it names, not by PUBLIC. */
export const functionGrant = defineRule('function-grant', (catalog) =>
  catalog.routines
    .filter((routine) => knownNames(catalog).has(fullName(routine)))
    .filter(({ grants }) => grants.some(({ grantee }) => grantee === 'public'))
    .map(({ signature }) => ({
      fix: `revoke all on function ${signature} from public`,
      message: 'everybody may call it',
      object: signature,
    })),
)
