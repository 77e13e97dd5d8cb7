/** Bounds of images: what is taken at all and what a thumbnail is made of. */
export const imageLimits = {
  /** Pixels that are decoded; larger images are kept without a thumbnail. */
  decodedPixels: 40_000_000,
  /** Pixels of an image that is kept. */
  maxPixels: 100_000_000,
  /** Pixels on one side of an image that is kept. */
  maxSide: 30_000,
  /** Time for one thumbnail, in milliseconds; then its process is ended. */
  thumbnailMs: 20_000,
  /** Pixels on the longer side of a thumbnail. */
  thumbnailSide: 320,
} as const
