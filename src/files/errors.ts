import { defineErrors } from '../kernel/errors/index.ts'

/** Ways a file can be refused, missing or out of reach. */
export const filesErrors = defineErrors('FILES', {
  BROKEN_OFF: {
    message: () => 'The upload broke off before the whole file had arrived. Send it again.',
    status: 400,
  },
  EMPTY: { message: () => 'The file is empty. Choose a file with content.', status: 422 },
  IMAGE_REFUSED: {
    message: ({ reason }: { reason: string }) => `No preview can be made of this image: ${reason}.`,
    status: 422,
  },
  IMAGE_TOO_LARGE: {
    message: (_: { height: number; maxPixels: number; maxSide: number; width: number }) =>
      `The image measures ${_.width} × ${_.height} pixels. Make it smaller than ${_.maxSide} on each side and ${Math.round(_.maxPixels / 1_000_000)} million in all, then upload it again.`,
    status: 422,
  },
  KEY_INVALID: {
    message: () => 'A file was asked for by a key that the file store has not made.',
    status: 500,
  },
  LINK_INVALID: {
    message: () => 'This link is not valid here or no longer. Open the record and take a new one.',
    status: 404,
  },
  NOT_FOUND: { message: () => 'There is no such file.', status: 404 },
  NOT_OPENED: { message: () => 'The file store was used before it was opened.', status: 500 },
  RANGE_INVALID: {
    message: ({ size }: { size: number }) =>
      `The file has ${size} bytes; the part asked for lies outside of it.`,
    status: 416,
  },
  STORAGE_FULL: {
    message: () => 'There is no room left to keep files. Nothing was stored; tell your provider.',
    status: 507,
  },
  TOO_LARGE: {
    message: ({ maxBytes }: { maxBytes: number }) =>
      `The file is larger than ${sizeText(maxBytes)}, the most that is taken. Make it smaller.`,
    status: 413,
  },
  UNAVAILABLE: {
    message: () => 'Files cannot be reached at the moment. Try again shortly.',
    status: 503,
  },
})

function sizeText(bytes: number): string {
  return bytes >= 1_048_576 ? `${Math.floor(bytes / 1_048_576)} MB` : `${bytes} bytes`
}
