import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import { modelOf, requirePerson } from '../../collection/index.ts'
import { database } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { importsErrors } from '../errors.ts'
import { MAX_UPLOAD_BYTES } from '../parse/limits.ts'
import { planProfile } from '../plan/buildPlan.ts'
import { profileFile } from '../plan/profileFile.ts'
import { insertImport } from '../records/importRecords.ts'
import { requireImportRight } from '../run/personScope.ts'
import { sweepUploads, uploadFolder, uploadPath } from '../run/uploadPaths.ts'
import { readSettings } from '../store/readSettings.ts'

const MAX_FILE_NAME = 200

/**
 * Takes in a file as a stream, looks it through and guesses how it is to be read; nothing is imported
 * yet. Gives the id of the import. Throws `IMPORTS_FORBIDDEN`, `IMPORTS_FILE_TOO_LARGE` and whatever is
 * wrong with the file itself; then nothing of it is kept.
 */
export async function uploadImport(args: {
  collection: string
  content: Readable
  dataDir: string
  /** The name of the file, as people know it. */
  file: string
  sheet?: string | undefined
}): Promise<string> {
  const { collection, dataDir } = args
  const { tenantId } = requireTenantScope()
  requirePerson()
  requireImportRight(collection)
  const id = newId()
  const path = uploadPath(dataDir, tenantId, id)
  await mkdir(uploadFolder(dataDir, tenantId), { mode: 0o700, recursive: true })
  await sweepUploads(dataDir, tenantId)
  try {
    const bytes = await store(args.content, path)
    const profile = await profileFile(path, args.sheet)
    const map = args.sheet === undefined ? {} : { sheet: args.sheet }
    const settings = await readSettings()
    const plan = planProfile({ map, model: modelOf(collection), settings }, profile)
    const file = args.file.replaceAll('\0', '').slice(0, MAX_FILE_NAME).toWellFormed()
    await database().transaction((transaction) =>
      insertImport(transaction, {
        bytes,
        collection,
        createMissing: false,
        file,
        id,
        map,
        plan,
        profile,
      }),
    )

    return id
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

async function store(content: Readable, path: string): Promise<number> {
  let bytes = 0
  const counted = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length
      if (bytes > MAX_UPLOAD_BYTES) {
        done(importsErrors.FILE_TOO_LARGE({ limit: MAX_UPLOAD_BYTES }))
      } else {
        done(null, chunk)
      }
    },
  })
  await pipeline(content, counted, createWriteStream(path, { mode: 0o600 }))

  return bytes
}
