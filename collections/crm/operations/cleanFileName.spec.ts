import { describe, expect, it } from 'vitest'

import { cleanFileName } from './cleanFileName.ts'

describe('cleanFileName', () => {
  it.each([
    ['offer.pdf', 'offer.pdf'],
    ['Übersicht März.xlsx', 'Übersicht März.xlsx'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\eve\\offer.pdf', 'offer.pdf'],
    ['..', 'file'],
    ['', 'file'],
    ['.htaccess', 'htaccess'],
    ['a\r\nb\0.txt', 'ab.txt'],
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['a<b>:"|?*.txt', 'a_b______.txt'],
    ['name. . ', 'name'],
    ['folder/', 'folder'],
  ])('makes of %j the name %j', (given, name) => {
    expect(cleanFileName(given)).toBe(name)
  })

  it('keeps the ending of a name that is too long', () => {
    expect(cleanFileName(`${'x'.repeat(400)}.pdf`)).toBe(`${'x'.repeat(196)}.pdf`)
    expect(cleanFileName('y'.repeat(400))).toHaveLength(200)
    expect(cleanFileName(`a.${'z'.repeat(400)}`)).toHaveLength(200)
  })

  it('gives a name that stays as it is', () => {
    for (const given of ['../a b.txt', 'x'.repeat(300), '\ud800.txt', '. .']) {
      expect(cleanFileName(cleanFileName(given))).toBe(cleanFileName(given))
    }
  })
})
