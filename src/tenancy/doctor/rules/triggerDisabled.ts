import { defineRule } from '../defineRule.ts'
import { fullName } from '../select.ts'

/** The triggers that enforce foreign keys are switched on. */
export const triggerDisabled = defineRule('trigger-disabled', (catalog) =>
  catalog.relations
    .filter(({ triggers }) => triggers.some(({ disabled }) => disabled))
    .map((table) => ({
      fix: `alter table ${fullName(table)} enable trigger all`,
      message: 'triggers that enforce its keys are switched off',
      object: fullName(table),
    })),
)
