import { describe, expect, it } from 'vitest'

import type { CollectionView, FieldView } from '../../screens/index.ts'
import { nested, shownFields, titleOf } from './newRecord.ts'

const field = (path: string, readOnly = false): FieldView => ({
  indexed: false,
  kind: 'text',
  label: { en: path },
  path,
  readOnly,
  required: false,
})
const view = {
  fields: [field('name', true), field('email'), field('phone'), field('notes')],
} as unknown as CollectionView

describe('a new record', () => {
  it('shows its main fields in their order, and those that a refusal has named', () => {
    const paths = (named: string[]) =>
      shownFields(view, ['phone', 'email'], named).map(({ path }) => path)

    expect(paths([])).toEqual(['email', 'phone'])
    expect(paths(['notes', 'name'])).toEqual(['email', 'phone', 'notes'])
  })

  it('is sent with groups in their place', () => {
    expect(nested({ 'address.city': 'Bonn', 'address.zip': '1', name: 'Ada' })).toEqual({
      address: { city: 'Bonn', zip: '1' },
      name: 'Ada',
    })
  })

  it('is called by its title, in the language of the reader', () => {
    expect(titleOf({ id: '1', name: { de: 'Phase', en: 'Stage' } }, 'name', 'de')).toBe('Phase')
    expect(titleOf({ id: '1', name: 'Ada' }, 'name', 'de')).toBe('Ada')
    expect(titleOf({ id: '1' }, 'id', 'de')).toBe('')
  })
})
