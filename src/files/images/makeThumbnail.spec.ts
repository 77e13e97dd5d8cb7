import { Readable } from 'node:stream'
import { deflateSync } from 'node:zlib'

import sharp from 'sharp'
import { describe, expect, it } from 'vitest'

import { makeThumbnail } from './makeThumbnail.ts'

const CRC = new Uint32Array(256).map((_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit += 1) {
    value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  }

  return value
})

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const crc = body.reduce((sum, byte) => (CRC[(sum ^ byte) & 255] ?? 0) ^ (sum >>> 8), 0xffffffff)
  const whole = Buffer.alloc(body.length + 8)
  whole.writeUInt32BE(data.length, 0)
  body.copy(whole, 4)
  whole.writeUInt32BE((crc ^ 0xffffffff) >>> 0, body.length + 4)

  return whole
}

/** A PNG of zeros, well-formed when it has all its rows: a few kilobytes that decode to a lot. */
function bomb(width: number, height: number, rows: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([1, 0, 0, 0, 0], 8)

  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(rows * (Math.ceil(width / 8) + 1)))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const make = (bytes: Buffer | string) => makeThumbnail(Readable.from([Buffer.from(bytes)]))
const picture = (width: number, height: number) =>
  sharp({ create: { background: '#c33', channels: 3, height, width } })

describe('makeThumbnail', { timeout: 60_000 }, () => {
  it.each(['gif', 'jpeg', 'png', 'webp'] as const)('makes a small WebP of a %s', async (format) => {
    const made = await make(await picture(1200, 600).toFormat(format).toBuffer())

    expect(await sharp(made).metadata()).toMatchObject({ format: 'webp', height: 160, width: 320 })
  })

  it('takes the first frame of an animation and drops what the picture tells about its place', async () => {
    const frames = await sharp(
      await Promise.all(
        [picture(40, 40), picture(40, 40).negate()].map((one) => one.png().toBuffer()),
      ),
      { join: { animated: true } },
    )
      .gif()
      .toBuffer()
    const placed = await picture(40, 40)
      .withExif({ IFD3: { GPSLatitudeRef: 'N' } })
      .jpeg()
      .toBuffer()

    expect((await sharp(await make(frames)).metadata()).pages ?? 1).toBe(1)
    expect((await sharp(await make(placed)).metadata()).exif).toBeUndefined()
  })

  it.each([
    ['a bomb of 50,000 × 50,000', () => bomb(50_000, 50_000, 20)],
    ['a whole picture just over the limit', () => bomb(8000, 5001, 5001)],
    ['a picture cut short', () => bomb(3000, 3000, 5)],
    [
      'SVG',
      () =>
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
    ],
    ['PDF', () => '%PDF-1.4\n1 0 obj<<>>endobj'],
    ['TIFF', () => picture(9, 9).tiff().toBuffer()],
    ['AVIF', () => picture(9, 9).avif().toBuffer()],
    ['noise', () => Buffer.alloc(5000, 7)],
    ['nothing', () => ''],
  ])('refuses %s', async (_name, sample) => {
    await expect(make(await sample())).rejects.toMatchObject({
      code: 'FILES_IMAGE_REFUSED',
      status: 422,
    })
  })

  it('makes a thumbnail of a whole picture just under the limit', async () => {
    expect(await sharp(await make(bomb(8000, 5000, 5000))).metadata()).toMatchObject({ width: 320 })
  })

  it('ends its process when told to', async () => {
    const controller = new AbortController()
    const endless = new Readable({ read: () => undefined })
    const making = makeThumbnail(endless, controller.signal)
    setTimeout(() => {
      controller.abort()
      endless.destroy()
    }, 200)

    await expect(making).rejects.toMatchObject({ name: 'AbortError' })
  })
})
