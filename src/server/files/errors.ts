import { defineErrors } from '../../kernel/errors/index.ts'

/** Ways a request for an attachment can be refused. */
export const attachmentErrors = defineErrors('ATTACHMENT', {
  FORM_UNSUPPORTED: {
    message: () => 'Send the bytes of the file itself as the body, not a form.',
    status: 415,
  },
  NAME_MISSING: {
    message: (_: { field: string }) => 'Give the name of the file as "name" in the address.',
    status: 400,
  },
  THUMBNAIL_MISSING: {
    message: () => 'There is no preview of this file, or not yet.',
    status: 404,
  },
})
