import { defineRule } from '../defineRule.ts'
import { bodyOf } from '../routines.ts'
import { fullName } from '../select.ts'
import type { Routine } from '../types.ts'

/** The functions of the model are the ones that were generated, word by word. */
export const functionChanged = defineRule('function-changed', (catalog) =>
  catalog.model.routines.flatMap((wanted) => {
    const body = bodyOf(wanted.sql)
    const found = catalog.routines.filter((routine) => fullName(routine) === wanted.name)
    const isWhole =
      found.length === 1 && found.every((routine) => isSame(routine, wanted.sql, body))

    return body === undefined || isWhole
      ? []
      : [
          {
            fix: 'Create it again as migrations/SCHEMA.md has it',
            message: 'this function is missing, doubled or not the generated one',
            object: wanted.name,
          },
        ]
  }),
)

function isSame(routine: Routine, sql: string, body: string | undefined): boolean {
  return routine.body === body && routine.definer === /security definer/i.test(sql)
}
