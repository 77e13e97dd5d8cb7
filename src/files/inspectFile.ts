import { filesErrors } from './errors.ts'
import { imageLimits } from './images/imageLimits.ts'
import type { ImageSize } from './images/imageSize.ts'
import { imageSize } from './images/imageSize.ts'

/** The type of bytes that nothing is known about. */
export const UNKNOWN_TYPE = 'application/octet-stream'

/** How many bytes from the beginning of a file `inspectFile` looks at. */
export const INSPECTED_BYTES = 524_288

const TYPE_BYTES = 65_536

/** What the beginning of a file tells. */
export type FileInspection = {
  /** By the bytes themselves, never by name or claim. */
  mediaType: string
  /** Of an image whose header tells. */
  size: ImageSize | undefined
}

/** Types that a browser shows without running anything; everything else is only ever saved. */
const SHOWN = new Set(['image/gif', 'image/jpeg', 'image/png', 'image/webp'])

/** True for a type that may be shown in place and of which thumbnails are made. */
export function isShownType(mediaType: string): boolean {
  return SHOWN.has(mediaType)
}

/** Tells the type of a file by its first bytes; throws `FILES_IMAGE_TOO_LARGE` for an image beyond all use. */
export async function inspectFile(head: Buffer): Promise<FileInspection> {
  const { fileTypeFromBuffer } = await import('file-type')
  const found = await fileTypeFromBuffer(head.subarray(0, TYPE_BYTES))
  const mediaType = found?.mime ?? UNKNOWN_TYPE
  const size = imageSize(head, mediaType)
  if (size !== undefined) {
    refuseTooLarge(size)
  }

  return { mediaType, size }
}

function refuseTooLarge({ height, width }: ImageSize): void {
  const { maxPixels, maxSide } = imageLimits
  if (Math.max(height, width) > maxSide || height * width > maxPixels) {
    throw filesErrors.IMAGE_TOO_LARGE({ height, maxPixels, maxSide, width })
  }
}
