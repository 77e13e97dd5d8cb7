import { allModels, readRecords, readSetting, started } from '../../collection/index.ts'
import { runUnrestricted } from '../../kernel/scope/index.ts'

/** True for a tenant that nobody has set up and that has no record of its business yet. */
export async function isNewTenant(): Promise<boolean> {
  if (await readSetting(started)) {
    return false
  }
  // People, teams and configuration are there from the beginning; what goes to a trash is the business itself.
  const models = allModels().filter(
    ({ guard, slug, trash }) => trash && guard === undefined && slug !== 'users',
  )
  const pages = await runUnrestricted(() =>
    Promise.all(models.map(({ slug }) => readRecords({ collection: slug, limit: 1 }))),
  )

  return pages.every(({ docs }) => docs.length === 0)
}
