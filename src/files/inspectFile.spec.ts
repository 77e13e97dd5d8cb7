import sharp from 'sharp'
import { describe, expect, it } from 'vitest'

import { inspectFile, isShownType } from './inspectFile.ts'

const image = (format: 'gif' | 'jpeg' | 'png' | 'webp', options: object = {}) =>
  sharp({ create: { background: '#336', channels: 3, height: 20, width: 30 } })
    .toFormat(format, options)
    .toBuffer()

/** The beginning of a PNG that claims a size. */
function pngOf(width: number, height: number): Buffer {
  const head = Buffer.alloc(33)
  head.write('\x89PNG\r\n\x1a\n', 'latin1')
  head.writeUInt32BE(13, 8)
  head.write('IHDR', 12, 'latin1')
  head.writeUInt32BE(width, 16)
  head.writeUInt32BE(height, 20)
  head.writeUInt8(8, 24)

  return Buffer.concat([head, Buffer.from([0, 0, 0, 0, ...Buffer.from('IDAT'), 0, 0, 0, 0])])
}

describe('inspectFile', () => {
  it.each([
    ['image/gif', () => image('gif')],
    ['image/jpeg', () => image('jpeg')],
    ['image/jpeg', () => image('jpeg', { progressive: true })],
    ['image/png', () => image('png')],
    ['image/webp', () => image('webp')],
    ['image/webp', () => image('webp', { lossless: true })],
    [
      'image/webp',
      async () =>
        sharp(await image('png'))
          .ensureAlpha(0.5)
          .webp()
          .toBuffer(),
    ],
  ])('tells type and size: %s', async (mediaType, make) => {
    expect(await inspectFile(await make())).toEqual({ mediaType, size: { height: 20, width: 30 } })
    expect(isShownType(mediaType)).toBe(true)
  })

  it.each([
    ['HTML', '<!doctype html><script>alert(1)</script>'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['SVG behind a declaration', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['XML', '<?xml version="1.0"?><a/>'],
    ['PDF', '%PDF-1.4\n<script>alert(1)</script>'],
    ['text', 'Dear Sir or Madam'],
    ['nothing', ''],
  ])('never takes %s for something to show', async (_name, content) => {
    const { mediaType, size } = await inspectFile(Buffer.from(content))

    expect(isShownType(mediaType)).toBe(false)
    expect(size).toBeUndefined()
  })

  it.each([
    [50_000, 50_000],
    [0xffff_ffff, 1],
    [30_001, 1],
    [10_001, 10_000],
  ])('refuses an image of %d × %d', async (width, height) => {
    await expect(inspectFile(pngOf(width, height))).rejects.toMatchObject({
      code: 'FILES_IMAGE_TOO_LARGE',
      status: 422,
    })
  })

  it('takes a large photo', async () => {
    expect(await inspectFile(pngOf(10_000, 10_000))).toEqual({
      mediaType: 'image/png',
      size: { height: 10_000, width: 10_000 },
    })
  })

  it('ends on any beginning of an image', async () => {
    const whole = await image('jpeg')
    for (let length = 0; length < whole.length; length += 7) {
      const { mediaType } = await inspectFile(whole.subarray(0, length))

      expect(['application/octet-stream', 'image/jpeg']).toContain(mediaType)
    }
    const loop = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, ...Array<number>(200).fill(0)])

    expect(await inspectFile(loop)).toEqual({ mediaType: 'image/jpeg', size: undefined })
  })
})
