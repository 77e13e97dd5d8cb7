import type { CollectionConfig } from 'payload'
import { describe, expect, it } from 'vitest'

import { compileModel } from '../../collection/index.ts'
import { guessColumns } from './guessColumns.ts'
import { startProfiler } from './profile.ts'

const people: Pick<CollectionConfig, 'fields' | 'slug'> = {
  fields: [
    { name: 'firstName', type: 'text' },
    { name: 'lastName', type: 'text' },
    { label: { de: 'Schuhgröße', en: 'Shoe size' }, name: 'shoeSize', type: 'number' },
    { name: 'email', type: 'email' },
    { name: 'website', type: 'text' },
    { custom: { tenon: { kind: 'date' } }, name: 'subscribedOn', type: 'date' },
    { name: 'company', relationTo: 'companies', type: 'relationship' },
    { custom: { tenon: { protected: true } }, name: 'score', type: 'number' },
    { fields: [{ name: 'city', type: 'text' }], name: 'address', type: 'group' },
  ],
  slug: 'contacts',
}

function guess(rows: Record<string, string>[], config = people) {
  const headers = Object.keys(rows[0] ?? {})
  const profiler = startProfiler(headers)
  rows.forEach((row) => {
    profiler.add(Object.values(row))
  })
  const targets = guessColumns(compileModel(config, { module: 'crm' }), profiler.profiles())

  return Object.fromEntries(
    headers.map((header, index) => {
      const target = targets[index] ?? null
      if (target === null || target.kind === 'external') {
        return [header, target === null ? null : 'external']
      }

      return [header, [target.path, target.part].filter(Boolean).join(':')]
    }),
  )
}

describe('guessColumns', () => {
  it('knows fields by name, label, synonym and language, however they are written', () => {
    expect(
      guess([
        {
          'FIRST-NAME': 'Ann',
          Nachname: 'Lee',
          Ort: 'Rome',
          Schuhgrosse: '',
          'company name': 'Acme',
          schuhgröße: '38',
        },
      ]),
    ).toEqual({
      'FIRST-NAME': 'firstName',
      Nachname: 'lastName',
      Ort: 'address.city',
      Schuhgrosse: null,
      'company name': 'company',
      schuhgröße: 'shoeSize',
    })
  })

  it('splits a whole name only when its parts have no column', () => {
    expect(guess([{ Name: 'Ann Lee' }])).toEqual({ Name: 'firstName:whole' })
    expect(guess([{ 'Last Name': 'Lee', Name: 'Ann Lee' }])['Last Name']).toBe('lastName')
  })

  it('finds e-mails and addresses by their values', () => {
    expect(guess([{ x: 'a@b.com', y: 'https://b.com' }])).toEqual({ x: 'email', y: 'website' })
  })

  it('does not take a column whose values cannot be the field', () => {
    expect(guess([{ email: 'none', 'subscription date': 'Tuesday' }])).toEqual({
      email: null,
      'subscription date': null,
    })
  })

  it('takes an id as the outside id only while it tells rows apart', () => {
    expect(guess([{ 'Contact Id': '1' }, { 'Contact Id': '2' }])).toEqual({
      'Contact Id': 'external',
    })
    expect(guess([{ 'Contact Id': '1' }, { 'Contact Id': '1' }])).toEqual({ 'Contact Id': null })
  })

  it('never offers a field that only the system writes', () => {
    expect(guess([{ score: '5' }])).toEqual({ score: null })
  })
})
