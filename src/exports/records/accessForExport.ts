import type { AccessLevel, AccessView } from '../../kernel/scope/index.ts'

const RANK: readonly AccessLevel[] = ['none', 'own', 'team', 'all']

/** The rights of a person, narrowed so that of a collection they read no more than they may export. */
export function accessForExport(access: AccessView, collection: string): AccessView {
  return {
    ...access,
    level: (slug, action) => {
      const level = access.level(slug, action)
      if (slug !== collection || action !== 'read') {
        return level
      }
      const exported = access.level(slug, 'export')

      return RANK.indexOf(exported) < RANK.indexOf(level) ? exported : level
    },
  }
}
