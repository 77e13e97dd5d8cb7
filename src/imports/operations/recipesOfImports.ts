import { database } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import type { ImportRecipe } from '../recipes/recipes.ts'
import { deleteRecipe, listRecipes } from '../recipes/recipes.ts'
import { requireImportRight } from '../run/personScope.ts'

/** The recipes of a collection, for who may import into it; throws `IMPORTS_FORBIDDEN`. */
export async function recipesOf(collection: string): Promise<ImportRecipe[]> {
  requireImportRight(collection)

  return database().transaction((transaction) => listRecipes(transaction, { collection }))
}

/** Forgets a recipe: one's own, or anybody's for who manages settings. Throws `IMPORTS_RECIPE_UNKNOWN`. */
export async function forgetRecipe(id: string): Promise<void> {
  const { access } = requireTenantScope()
  const mayDeleteAll = access === undefined || access.can('settings.manage')
  await database().transaction((transaction) => deleteRecipe(transaction, id, mayDeleteAll))
}
