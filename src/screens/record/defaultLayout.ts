import type { CollectionConfig, Field } from 'payload'

import type { CollectionModel } from '../../collection/index.ts'
import type { Label } from '../../fields/index.ts'
import { currentCrm } from '../../plugin/index.ts'
import type { CollectionView } from '../collections/types.ts'
import type { LayoutSection } from './types.ts'

const FACTS = 5

type Found = { key: string; label: Label | null; paths: string[] }

/** The header facts that a collection's own list shows, without what the header shows elsewhere. */
export function defaultHeader(view: CollectionView, shownElsewhere: readonly (null | string)[]) {
  const currencies = view.fields.filter(({ semantic }) => semantic === 'currency')

  return (
    view.listColumns
      .filter((path) => path !== view.title && !shownElsewhere.includes(path))
      // An amount is written with its currency.
      .filter((path) => currencies.every((field) => field.path !== path))
      .slice(0, FACTS)
  )
}

/** The sections that the form of a collection has: what stands alone first, then its groups, then its side. */
export function defaultSections(model: CollectionModel): LayoutSection[] {
  const config = currentCrm().collections.find(({ slug }) => slug === model.slug)
  const details: Found = { key: 'details', label: null, paths: [] }
  const more: Found = { key: 'more', label: null, paths: [] }
  const found: Found[] = [details]
  if (config !== undefined) {
    collect(config.fields, { details, found, into: details, more, prefix: '' })
  }

  return [...found, more]
    .filter(({ paths }) => paths.length > 0)
    .map((section) => ({
      fields: section.paths,
      isClosed: section === more,
      key: section.key,
      label: section.label,
    }))
}

type Walk = { details: Found; found: Found[]; into: Found; more: Found; prefix: string }

function collect(fields: CollectionConfig['fields'], walk: Walk): void {
  for (const field of fields) {
    if (field.type === 'row') {
      collect(field.fields, walk)
    } else if (field.type === 'group' || field.type === 'collapsible') {
      const name = 'name' in field ? field.name : undefined
      collect(field.fields, within(walk, labelOf(field), name))
    } else if (field.type === 'tabs') {
      field.tabs.forEach((tab) => {
        collect(tab.fields, within(walk, labelOf(tab), 'name' in tab ? tab.name : undefined))
      })
    } else if ('name' in field && field.type !== 'join' && field.type !== 'ui') {
      place(field, walk)
    }
  }
}

function place(field: Field & { name: string }, { into, more, prefix }: Walk): void {
  const position = (field.admin as undefined | { position?: string })?.position
  const section = position === 'sidebar' && isKept(field) ? more : into
  section.paths.push(`${prefix}${field.name}`)
}

/** True for what the system alone writes: seldom looked at, and never changed here. */
function isKept(field: Field): boolean {
  const { tenon } = (field.custom ?? {}) as { tenon?: { protected?: boolean } }

  return tenon?.protected === true
}

function within(walk: Walk, label: Label | null, name: string | undefined): Walk {
  const key = name ?? Object.values(label ?? {})[0] ?? `section-${String(walk.found.length)}`
  const section: Found = { key, label, paths: [] }
  walk.found.push(section)

  return {
    ...walk,
    into: section,
    prefix: name === undefined ? walk.prefix : `${walk.prefix}${name}.`,
  }
}

function labelOf(part: object): Label | null {
  const label = 'label' in part ? part.label : undefined
  if (typeof label === 'string') {
    return { en: label }
  }

  return typeof label === 'object' && label !== null ? (label as Label) : null
}
