import { database } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { selectImports } from '../records/importRecords.ts'
import { requireImportRight } from '../run/personScope.ts'
import type { ImportView } from './describeImport.ts'
import { viewOf } from './describeImport.ts'
import { ownerHere } from './findImport.ts'

/** A page of the imports that the person or API key of the running scope may see, newest first. */
export async function listImports(args: {
  collection: string | null
  limit: number
  page: number
}): Promise<ImportView[]> {
  const { access } = requireTenantScope()
  const owner = ownerHere()
  const seesAll = access === undefined || access.can('settings.manage')
  if (!seesAll && owner === null) {
    return []
  }
  const records = await database().transaction((transaction) =>
    selectImports(transaction, { ...args, owner: seesAll ? null : owner }),
  )

  return Promise.all(records.filter(({ collection }) => mayImport(collection)).map(viewOf))
}

function mayImport(collection: string): boolean {
  try {
    requireImportRight(collection)

    return true
  } catch {
    return false
  }
}
