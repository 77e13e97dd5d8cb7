import { defineRule } from '../defineRule.ts'

// pg_temp must come last: unnamed, it is searched first.
const PINNED = /^search_path=(?:pg_catalog, )?(?:public, |tenancy, )*(?:pg_catalog, )?pg_temp$/

/** A function that runs with its owner’s rights looks names up where nobody else can put any. */
export const functionSearchPath = defineRule('function-search-path', (catalog) =>
  catalog.routines
    .filter(({ definer }) => definer)
    .filter(({ config }) => !config.some((setting) => PINNED.test(setting)))
    .map((routine) => ({
      fix: `alter function ${routine.signature} set search_path = pg_catalog, pg_temp`,
      message: 'it runs with its owner’s rights and does not pin its search_path',
      object: routine.signature,
    })),
)
