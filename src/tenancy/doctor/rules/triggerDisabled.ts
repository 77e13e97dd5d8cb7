import { fullName } from '../select.ts'
import type { Rule } from '../types.ts'

/** The triggers that enforce foreign keys are switched on. */
export const triggerDisabled: Rule = {
  check: (catalog) =>
    catalog.relations
      .filter(({ triggers }) => triggers.some(({ disabled }) => disabled))
      .map((table) => ({
        fix: `alter table ${fullName(table)} enable trigger all`,
        message: 'triggers that enforce its keys are switched off',
        object: fullName(table),
      })),
  id: 'trigger-disabled',
}
