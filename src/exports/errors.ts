import { defineErrors } from '../kernel/errors/index.ts'

/** Ways an export, or the moving or deleting of a tenant, can be refused. */
export const exportsErrors = defineErrors('EXPORTS', {
  ARCHIVE_INVALID: {
    message: ({ reason }: { reason: string }) =>
      `The archive cannot be imported: ${reason}. Nothing was kept; export the tenant again.`,
    status: 400,
  },
  CONFIRMATION_WRONG: {
    message: ({ slug }: { slug: string }) =>
      `To delete the tenant "${slug}" for good, confirm it by its own name: --confirm ${slug}`,
    status: 400,
  },
  EXPIRED: {
    message: () => 'The file of this export is no longer kept. Start the export again.',
    status: 410,
  },
  FIELD_UNKNOWN: {
    message: ({ field }: { field: string }) =>
      `There is no field "${field}" that you may export. Leave it out.`,
    status: 400,
  },
  FILES_LEFT: {
    message: ({ folder }: { folder: string }) =>
      `The folder ${folder} of the tenant could not be removed; run the deletion again.`,
    status: 500,
  },
  KEYS_CIRCULAR: {
    message: ({ tables }: { tables: readonly string[] }) =>
      `The tables ${tables.join(', ')} need each other's rows first, so none can be filled.`,
    status: 500,
  },
  NOT_READY: {
    message: () => 'The export is still being made. Ask for its file once it is done.',
    status: 409,
  },
  PERSON_UNKNOWN: {
    message: () => 'Who started this export may no longer act here.',
    status: 403,
  },
  REQUEST_INVALID: {
    message: ({ field, reason }: { field: string; reason: string }) =>
      `The export cannot be started: "${field}" ${reason}`,
    status: 400,
  },
  ROWS_LEFT: {
    message: ({ table }: { table: string }) =>
      `Rows of the tenant are still being written to "${table}"; run the deletion again.`,
    status: 409,
  },
  SLUG_TAKEN: {
    message: ({ slug }: { slug: string }) =>
      `There is already a tenant "${slug}". Import into a new one.`,
    status: 409,
  },
})
