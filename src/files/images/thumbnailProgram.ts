/**
 * The program that makes one thumbnail: an image comes in on standard input, a WebP leaves on standard
 * output. It is a process of its own because decoders of images are native code that strangers feed.
 */
import { buffer } from 'node:stream/consumers'

import sharp from 'sharp'

import { imageLimits } from './imageLimits.ts'

const LOADERS = [
  'VipsForeignLoadJpegBuffer',
  'VipsForeignLoadNsgifBuffer',
  'VipsForeignLoadPngBuffer',
  'VipsForeignLoadWebpBuffer',
]
const REFUSED = 2
const REASON_LENGTH = 200

// Everything but the four: SVG, PDF, TIFF and the rest are never decoded, whatever their bytes claim.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: LOADERS })
sharp.cache(false)
sharp.concurrency(1)

try {
  const { decodedPixels, thumbnailMs, thumbnailSide } = imageLimits
  const made = await sharp(await buffer(process.stdin), {
    failOn: 'error',
    limitInputPixels: decodedPixels,
    pages: 1,
    sequentialRead: true,
    unlimited: false,
  })
    .timeout({ seconds: Math.ceil(thumbnailMs / 1000) })
    .autoOrient()
    .resize(thumbnailSide, thumbnailSide, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80 })
    .toBuffer()
  process.stdout.write(made)
} catch (error) {
  process.stderr.write(
    String(error instanceof Error ? error.message : error).slice(0, REASON_LENGTH),
  )
  process.exitCode = REFUSED
}
