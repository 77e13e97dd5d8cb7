import { defineRule } from '../defineRule.ts'
import { knownNames } from '../routines.ts'
import { fullName } from '../select.ts'

/** A function that requests may call is one that the model knows. */
export const functionUnknown = defineRule('function-unknown', (catalog) =>
  catalog.routines
    .filter(({ definer, grants }) => !definer && grants.length > 0)
    .filter((routine) => !knownNames(catalog).has(fullName(routine)))
    .map((routine) => ({
      fix: `revoke all on function ${routine.signature} from public, or drop it`,
      message: 'others than its owner may call it and it is not in the model',
      object: routine.signature,
    })),
)
