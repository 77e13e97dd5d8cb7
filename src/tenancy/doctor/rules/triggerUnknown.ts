import { defineRule } from '../defineRule.ts'
import { fullName } from '../select.ts'

/** No trigger or rewrite rule stands on a table: both act unseen, a rule with its owner’s rights. */
export const triggerUnknown = defineRule('trigger-unknown', (catalog) =>
  catalog.relations.flatMap((table) =>
    [
      ...table.triggers
        .filter(({ internal }) => !internal)
        .map(({ name }) => ({ kind: 'trigger', name })),
      ...table.rules.map((name) => ({ kind: 'rule', name })),
    ].map(({ kind, name }) => ({
      fix: `drop ${kind} ${name} on ${fullName(table)}`,
      message: `the ${kind} ${name} was not generated`,
      object: fullName(table),
    })),
  ),
)
