import { expectTypeOf, it } from 'vitest'
import { z } from 'zod'

import { choice, money, relation, text } from '../../src/fields/index.ts'
import type { CrmPlugin } from '../../src/plugin/index.ts'
import { defineCollection, defineCrm, definePlugin } from '../../src/plugin/index.ts'

const label = { de: 'Garantie', en: 'Warranty' }

it('knows the options of a plugin', () => {
  const warranty = definePlugin({
    id: 'warranty',
    kernel: '*',
    options: z.object({ months: z.int().default(24) }),
    setup: ({ config, options }) => {
      expectTypeOf(options).toEqualTypeOf<{ months: number }>()

      return config
    },
  })

  expectTypeOf(warranty).returns.toEqualTypeOf<CrmPlugin>()
  expectTypeOf(warranty).toBeCallableWith()
  expectTypeOf(warranty).toBeCallableWith({ months: 6 })
  // @ts-expect-error -- options are checked by their schema
  expectTypeOf(warranty).toBeCallableWith({ months: 'six' })
  // @ts-expect-error -- and unknown ones are no options
  expectTypeOf(warranty).toBeCallableWith({ years: 2 })
})

it('takes plugins that were called, not their factories', () => {
  const warranty = definePlugin({ id: 'warranty', kernel: '*' })

  expectTypeOf(defineCrm).toBeCallableWith({ plugins: [warranty()] })
  // @ts-expect-error -- a factory is not a plugin yet
  expectTypeOf(defineCrm).toBeCallableWith({ plugins: [warranty] })
})

it('asks of fields and collections what they cannot do without', () => {
  expectTypeOf(text).toBeCallableWith({ label, name: 'serial' })
  // @ts-expect-error -- a label is a text per language, never a literal
  expectTypeOf(text).toBeCallableWith({ label: 'Warranty', name: 'serial' })
  // @ts-expect-error -- a field needs a label
  expectTypeOf(money).toBeCallableWith({ name: 'price' })
  // @ts-expect-error -- a relation needs its target
  expectTypeOf(relation).toBeCallableWith({ label, name: 'product' })
  // @ts-expect-error -- every option needs a label
  expectTypeOf(choice).toBeCallableWith({ label, name: 'state', options: ['open', 'closed'] })
  // @ts-expect-error -- a collection needs a title
  expectTypeOf(defineCollection).toBeCallableWith({
    fields: [],
    labels: { plural: label, singular: label },
    slug: 'warranties',
  })
})
