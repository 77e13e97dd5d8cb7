import type { CollectionConfig, Field, JSONField } from 'payload'
import { json } from 'payload/shared'

import { brokenText } from '../../app/fields/brokenJson.ts'
import { hasBoard } from './hasBoard.ts'

type Components = { Cell?: string; Field: string }

const BY_SEMANTIC: Readonly<Record<string, Components>> = {
  label: {
    Cell: 'tenon/app/fields/LabelCell#LabelCell',
    Field: 'tenon/app/fields/LabelField.client#LabelField',
  },
  money: {
    Cell: 'tenon/app/fields/MoneyCell#MoneyCell',
    Field: 'tenon/app/fields/MoneyField.client#MoneyField',
  },
  percent: {
    Cell: 'tenon/app/fields/PercentCell#PercentCell',
    Field: 'tenon/app/fields/PercentField.client#PercentField',
  },
  thousandths: {
    Cell: 'tenon/app/fields/QuantityCell#QuantityCell',
    Field: 'tenon/app/fields/QuantityField.client#QuantityField',
  },
}

const CALENDAR_DATE: Components = {
  Cell: 'tenon/app/fields/CalendarDateCell#CalendarDateCell',
  Field: 'tenon/app/fields/CalendarDateField.client#CalendarDateField',
}

// Payload's own inputs for these fetch an editor from another host.
const BY_TYPE: Readonly<Record<string, Components>> = {
  code: { Field: 'tenon/app/fields/CodeField.client#CodeField' },
  json: { Field: 'tenon/app/fields/JsonField.client#JsonField' },
}

const LIST = 'tenon/app/views/ListView#ListView'

// Shown at the address of the collection itself: the pages of the admin see to that.
const OWN_LIST = {
  Component: 'tenon/app/list/ListView#ListView',
  exact: true,
  path: '/list',
} as const

const RECORD = {
  Component: 'tenon/app/record/RecordPageView#RecordPageView',
  exact: true,
  path: '/record/:id',
} as const

const BOARD = {
  Component: 'tenon/app/board/BoardView#BoardView',
  exact: true,
  path: '/board',
} as const

const FILTER = 'tenon/app/filters/ScaledFilter.client#ScaledFilter'

// An amount in the tenant's own currency says so by its name: `amountBase` beside `amount`.
const BASE_AMOUNT = 'Base'

// Decimal places of the integer; an amount has those of the tenant's currency.
const FILTER_DIGITS: Readonly<Record<string, number | string>> = {
  money: 'currency',
  percent: 2,
  thousandths: 3,
}

type TenonOptions = { kind?: string; semantic?: string }

function componentsOf(field: Field, tenon: TenonOptions): Components | undefined {
  if (field.type === 'date' && tenon.kind === 'date') {
    return CALENDAR_DATE
  }

  return BY_SEMANTIC[tenon.semantic ?? ''] ?? BY_TYPE[field.type]
}

// The form keeps a text that is no JSON as a value of its own kind, for this to refuse.
function refuseBrokenJson(field: Field): Partial<JSONField> {
  const validate: NonNullable<JSONField['validate']> = (value, options) =>
    brokenText(value) === undefined
      ? json(value, options)
      : options.req.t('validation:invalidInput')

  return field.type === 'json' && field.validate === undefined ? { validate } : {}
}

function withComponents(field: Field, siblings: readonly Field[]): Field {
  const tenon = (field.custom as undefined | { tenon?: TenonOptions })?.tenon ?? {}
  const components = componentsOf(field, tenon)

  if (components === undefined || !('name' in field)) {
    return field
  }
  const hasCurrency = siblings.some((other) => 'name' in other && other.name === 'currency')
  const clientProps =
    tenon.semantic === 'money' && hasCurrency && !field.name.endsWith(BASE_AMOUNT)
      ? { currencyField: 'currency' }
      : undefined
  const component = (path: string) => (clientProps ? { clientProps, path } : path)
  const digits = FILTER_DIGITS[tenon.semantic ?? '']
  const filter =
    digits === undefined
      ? {}
      : { Filter: { clientProps: { digits, fieldPath: field.name }, path: FILTER } }
  const own = (field.admin as undefined | { components?: object })?.components

  return {
    ...field,
    ...refuseBrokenJson(field),
    admin: {
      ...field.admin,
      components: {
        ...(components.Cell === undefined ? {} : { Cell: component(components.Cell) }),
        Field: component(components.Field),
        ...filter,
        ...own,
      },
    },
  } as Field
}

function flat(fields: readonly Field[]): Field[] {
  return fields.flatMap((field) => {
    if (field.type === 'row' || field.type === 'collapsible') {
      return flat(field.fields)
    }
    if (field.type === 'tabs') {
      return field.tabs.flatMap((tab) => ('name' in tab ? [] : flat(tab.fields)))
    }

    return [field]
  })
}

function transform(fields: readonly Field[], siblings = flat(fields)): Field[] {
  return fields.map((field) => {
    if (field.type === 'row' || field.type === 'collapsible') {
      return { ...field, fields: transform(field.fields, siblings) }
    }
    if (field.type === 'group' || field.type === 'array') {
      return { ...field, fields: transform(field.fields) }
    }
    if (field.type === 'tabs') {
      return {
        ...field,
        tabs: field.tabs.map((tab) => ({ ...tab, fields: transform(tab.fields, siblings) })),
      }
    }

    return withComponents(field, siblings)
  })
}

// Whoever fills in the form is proposed as the owner; the record store itself sets none.
function withProposedOwner(fields: readonly Field[], ownerField: string | undefined): Field[] {
  return fields.map((field) =>
    field.type === 'relationship' && field.name === ownerField && field.defaultValue === undefined
      ? { ...field, defaultValue: ({ user }: { user: null | { id: unknown } }) => user?.id }
      : field,
  )
}

/**
 * Gives fields that carry a unit in `custom.tenon` (money, thousandths, percent, label, calendar date)
 * the inputs, list cells and filters that show it, and JSON and code an input that loads nothing; a
 * field that names its own components keeps them.
 * A new record's form proposes the person at the screen as its owner.
 */
export function withFieldComponents(collections: readonly CollectionConfig[]): CollectionConfig[] {
  return collections.map((collection) => {
    const tenon = (
      collection.custom as undefined | { tenon?: { configuration?: boolean; ownerField?: string } }
    )?.tenon

    return {
      ...collection,
      admin: {
        ...collection.admin,
        components: {
          ...collection.admin?.components,
          views: {
            list: { Component: LIST },
            ...(hasBoard(collection) ? { tenonBoard: BOARD } : {}),
            tenonList: OWN_LIST,
            ...(tenon?.configuration === true ? {} : { tenonRecord: RECORD }),
            ...collection.admin?.components?.views,
          },
        },
      },
      fields: withProposedOwner(transform(collection.fields), tenon?.ownerField),
    }
  })
}
