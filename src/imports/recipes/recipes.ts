import type { Row, Transaction } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { importsErrors } from '../errors.ts'
import { storableJson } from '../store/storableJson.ts'
import type { ImportMap } from '../types.ts'

const MAX_NAME = 100

/** A map that is kept for files with the same columns. */
export type ImportRecipe = {
  collection: string
  createMissing: boolean
  createdBy: string | null
  id: string
  map: ImportMap
  name: string
  updatedAt: string
}

const COLUMNS = `id, collection, name, map, create_missing as "createMissing",
  created_by as "createdBy", updated_at as "updatedAt"`

/** Keeps a map under a name, in place of one that had the name; throws `IMPORTS_RECIPE_NAME`. */
export async function saveRecipe(
  transaction: Transaction,
  recipe: Pick<ImportRecipe, 'collection' | 'createMissing' | 'map' | 'name'> & {
    signature: string
  },
): Promise<string> {
  const { tenantId, userId } = requireTenantScope()
  const name = recipe.name.trim()
  if (name === '' || name.length > MAX_NAME) {
    throw importsErrors.RECIPE_NAME({})
  }
  const rows = await transaction.query<{ id: string }>(
    `insert into import_recipes (tenant_id, id, collection, name, signature, map, create_missing,
      created_by)
    values ($1::uuid, $2::uuid, $3, $4, $5, $6::jsonb, $7, $8::uuid)
    on conflict (tenant_id, collection, name) do update set signature = excluded.signature,
      map = excluded.map, create_missing = excluded.create_missing, updated_at = now()
    returning id`,
    [
      tenantId,
      newId(),
      recipe.collection,
      name,
      recipe.signature,
      storableJson(recipe.map),
      recipe.createMissing,
      userId,
    ],
  )

  return rows[0]?.id ?? ''
}

/** The recipes of a collection, the latest first; those for files with one set of columns if named. */
export function listRecipes(
  transaction: Transaction,
  args: { collection: string | null; signature?: string | undefined },
): Promise<ImportRecipe[]> {
  return transaction.query<ImportRecipe & Row>(
    `select ${COLUMNS} from import_recipes
    where tenant_id = $1::uuid and ($2::text is null or collection = $2)
      and ($3::text is null or signature = $3)
    order by updated_at desc, id limit 200`,
    [requireTenantScope().tenantId, args.collection, args.signature ?? null],
  )
}

/** The recipe of a collection with this id or name; throws `IMPORTS_RECIPE_UNKNOWN`. */
export async function findRecipe(
  transaction: Transaction,
  collection: string,
  idOrName: string,
): Promise<ImportRecipe> {
  const [recipe] = await transaction.query<ImportRecipe & Row>(
    `select ${COLUMNS} from import_recipes
    where tenant_id = $1::uuid and collection = $2 and (id::text = $3 or name = $3)`,
    [requireTenantScope().tenantId, collection, idOrName.trim()],
  )
  if (recipe === undefined) {
    throw importsErrors.RECIPE_UNKNOWN({ recipe: idOrName })
  }

  return recipe
}

/** Forgets a recipe; throws `IMPORTS_RECIPE_UNKNOWN`. */
export async function deleteRecipe(
  transaction: Transaction,
  id: string,
  mayDeleteAll: boolean,
): Promise<void> {
  const { tenantId, userId } = requireTenantScope()
  const rows = await transaction.query(
    `delete from import_recipes
    where tenant_id = $1::uuid and id = $2::uuid and ($3 or created_by = $4::uuid) returning id`,
    [tenantId, id, mayDeleteAll, userId],
  )
  if (rows.length === 0) {
    throw importsErrors.RECIPE_UNKNOWN({ recipe: id })
  }
}
