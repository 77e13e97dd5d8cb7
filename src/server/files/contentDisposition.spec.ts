import { describe, expect, it } from 'vitest'

import { contentDisposition } from './contentDisposition.ts'

describe('contentDisposition', () => {
  it('names a file twice: plainly and with all its characters', () => {
    expect(contentDisposition('attachment', 'Übersicht 2026 (neu).pdf')).toBe(
      `attachment; filename="Ubersicht 2026 (neu).pdf"; filename*=UTF-8''%C3%9Cbersicht%202026%20%28neu%29.pdf`,
    )
  })

  it.each(['a"; filename="b.html', 'a\r\nset-cookie: x=1', "a'b", '日本語.txt', 'a\\b', '\ud800'])(
    'lets no name break out of the header: %j',
    (name) => {
      const header = contentDisposition('inline', name)

      expect(header).toMatch(/^inline; filename="[^"\\\r\n]*"; filename\*=UTF-8''[\w%.~!-]*$/)
    },
  )
})
