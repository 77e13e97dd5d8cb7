import type { Disposition } from '../../files/index.ts'

/** The header that tells a browser to show or save a file under a name, whatever characters it has. */
export function contentDisposition(disposition: Disposition, fileName: string): string {
  const plain = fileName
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll(/[^\w !#$&+.,@^~()-]/g, '_')
  const encoded = encodeURIComponent(fileName.toWellFormed()).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )

  return `${disposition}; filename="${plain}"; filename*=UTF-8''${encoded}`
}
