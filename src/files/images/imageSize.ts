/** How large an image says it is, in pixels. */
export type ImageSize = { height: number; width: number }

type Read = (head: Buffer) => ImageSize | undefined

const READERS: Readonly<Record<string, Read>> = {
  'image/gif': (head) => pair(head, 6, (at) => head.readUInt16LE(at), 2),
  'image/jpeg': jpegSize,
  'image/png': (head) => pair(head, 16, (at) => head.readUInt32BE(at), 4),
  'image/webp': webpSize,
}

/**
 * The size that the header of a GIF, JPEG, PNG or WebP image states, read without decoding anything;
 * undefined for other types and where the beginning of the file does not tell.
 */
export function imageSize(head: Buffer, mediaType: string): ImageSize | undefined {
  return READERS[mediaType]?.(head)
}

function pair(
  head: Buffer,
  at: number,
  read: (at: number) => number,
  bytes: number,
): ImageSize | undefined {
  return head.length < at + 2 * bytes ? undefined : { height: read(at + bytes), width: read(at) }
}

/** Walks the segments up to the one that begins a frame. */
function jpegSize(head: Buffer): ImageSize | undefined {
  for (let at = 2; at + 9 < head.length;) {
    const marker = head[at + 1] ?? 0
    if (head[at] !== 0xff) {
      return undefined
    }
    if (isFrame(marker)) {
      return { height: head.readUInt16BE(at + 5), width: head.readUInt16BE(at + 7) }
    }
    // Padding between segments is a row of 0xff.
    at += marker === 0xff ? 1 : 2 + head.readUInt16BE(at + 2)
  }

  return undefined
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}

function webpSize(head: Buffer): ImageSize | undefined {
  if (head.length < 30) {
    return undefined
  }
  switch (head.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { height: head.readUInt16LE(28) & 0x3fff, width: head.readUInt16LE(26) & 0x3fff }
    case 'VP8L': {
      const bits = head.readUInt32LE(21)

      return { height: ((bits >>> 14) & 0x3fff) + 1, width: (bits & 0x3fff) + 1 }
    }
    case 'VP8X':
      return { height: head.readUIntLE(27, 3) + 1, width: head.readUIntLE(24, 3) + 1 }
    default:
      return undefined
  }
}
