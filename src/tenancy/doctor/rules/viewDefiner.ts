import { defineRule } from '../defineRule.ts'
import { fullName } from '../select.ts'

/** A view sees with the eyes of whoever asks, not of its owner. */
export const viewDefiner = defineRule('view-definer', (catalog) =>
  catalog.relations
    .filter(({ kind }) => kind === 'view')
    .filter(
      ({ options }) =>
        !options.some((option) => /^security_invoker=(?:true|on|1|yes)$/.test(option)),
    )
    .map((view) => ({
      fix: `alter view ${fullName(view)} set (security_invoker = true)`,
      message: 'this view reads with the rights of its owner',
      object: fullName(view),
    })),
)
