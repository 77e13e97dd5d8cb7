import type { Field } from 'payload'

import { fieldBase } from '../fieldBase.ts'
import { fieldTexts } from '../translations/index.ts'
import { integer } from './integer.ts'
import { json } from './json.ts'
import { label } from './label.ts'
import { text } from './text.ts'

/**
 * What every configuration row has: a name in one or more languages, the same as one text to search
 * and show by, a key unique in the tenant, and the pedigree of what was applied to it.
 */
export function configurationFields(): Field[] {
  const key = {
    description: fieldTexts.label('configuration.keyDescription'),
    label: fieldTexts.label('configuration.key'),
    name: 'key',
    required: true,
    sidebar: true,
    unique: true,
  }

  return [
    label({
      description: fieldTexts.label('configuration.nameDescription'),
      label: fieldTexts.label('configuration.name'),
      name: 'name',
      required: true,
    }),
    text({
      index: true,
      label: fieldTexts.label('configuration.title'),
      name: 'title',
      protected: true,
      sidebar: true,
    }),
    {
      ...fieldBase(key, { kind: 'text', semantic: 'configuration-key' }),
      maxLength: 100,
      type: 'text',
    },
    json({
      label: fieldTexts.label('configuration.origin'),
      name: 'origin',
      protected: true,
      sidebar: true,
    }),
    integer({
      defaultValue: 1,
      label: fieldTexts.label('configuration.revision'),
      name: 'revision',
      protected: true,
      sidebar: true,
    }),
  ]
}
