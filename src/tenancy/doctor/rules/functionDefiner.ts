import { OWNER_ROLE, SEARCH_ROLE } from '../../roles.ts'
import { defineRule } from '../defineRule.ts'
import { knownNames } from '../routines.ts'
import { fullName } from '../select.ts'

/** A function that runs with its owner’s rights is one that the model knows. */
export const functionDefiner = defineRule('function-definer', (catalog) =>
  catalog.routines
    .filter(({ definer }) => definer)
    .filter((routine) => !knownNames(catalog).has(fullName(routine)) || !OWNERS.has(routine.owner))
    .map((routine) => ({
      fix: `drop function ${routine.signature}, or make it security invoker`,
      message: `it runs with the rights of ${routine.owner} and is not in the model`,
      object: routine.signature,
    })),
)

const OWNERS: ReadonlySet<string> = new Set([OWNER_ROLE, SEARCH_ROLE])
