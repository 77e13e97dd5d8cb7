import type { Field } from 'payload'

import { compileModel } from '../../collection/index.ts'
import { collectionErrors } from '../collectionErrors.ts'
import { storedFields } from '../fieldPaths.ts'
import type { StoredField } from '../fieldPaths.ts'

const TENANT = /^tenant(_?id)?$/i
const RESERVED = new Set(['createdAt', 'custom', 'deletedAt', 'id', 'updatedAt', 'version'])
const WRITING_HOOKS = ['afterChange', 'beforeChange', 'beforeDuplicate', 'beforeValidate']
const JOIN_ADVICE = 'Give the other collection a relation to this one and list it from there.'
const MANY_ADVICE = 'Declare a link collection with two relations instead.'
const UPLOAD_ADVICE = "Use the kernel's files instead."

type Where = { plugin: string; slug: string }

/** Refuses fields that would reach past the tenant, past the rules or past what is stored. */
export function checkFields(fields: readonly Field[], where: Where): void {
  for (const stored of storedFields(fields)) {
    checkName(stored, where)
    checkField(stored.field, stored.path, where)
  }
  checkColumns(fields, where)
}

function checkName({ path }: StoredField, where: Where): void {
  if (path.split('.').some((name) => TENANT.test(name))) {
    throw collectionErrors.FIELD_TENANT({ ...where, field: path })
  }
  if (RESERVED.has(path) || path.startsWith('_')) {
    throw collectionErrors.FIELD_RESERVED({ ...where, field: path })
  }
}

function checkField(field: StoredField['field'], path: string, where: Where): void {
  if ('localized' in field && field.localized) {
    throw collectionErrors.FIELD_LOCALIZED({ ...where, field: path })
  }
  const hooks: Partial<Record<string, readonly unknown[]>> = ('hooks' in field && field.hooks) || {}
  const hook = WRITING_HOOKS.find((name) => (hooks[name]?.length ?? 0) > 0)
  if (hook !== undefined) {
    throw collectionErrors.FIELD_HOOKS({ ...where, field: path, hook })
  }
  const advice = adviceAgainst(field)
  if (advice !== undefined) {
    throw collectionErrors.FIELD_UNSUPPORTED({ ...where, advice, field: path })
  }
  for (const inner of innerFields(field)) {
    checkField(inner.field, `${path}.${inner.path}`, where)
  }
}

function adviceAgainst(field: StoredField['field']): string | undefined {
  switch (field.type) {
    case 'join':
      return JOIN_ADVICE
    case 'relationship':
      return field.hasMany === true ? MANY_ADVICE : undefined
    case 'upload':
      return UPLOAD_ADVICE
    default:
      return undefined
  }
}

function innerFields(field: StoredField['field']): StoredField[] {
  if (field.type === 'array') {
    return storedFields(field.fields)
  }

  return field.type === 'blocks' ? field.blocks.flatMap((block) => storedFields(block.fields)) : []
}

function checkColumns(fields: readonly Field[], where: Where): void {
  const model = compileModel({ fields: [...fields], slug: where.slug }, { module: where.plugin })
  const seen = new Set(['id', 'tenant_id'])
  for (const { column } of model.fields) {
    if (seen.has(column)) {
      throw collectionErrors.FIELD_DUPLICATE({ ...where, field: column })
    }
    seen.add(column)
  }
}
