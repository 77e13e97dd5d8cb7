import type { CollectionModel, FieldModel } from '../../collection/index.ts'
import { hiddenPaths, readOnlyPaths } from '../../collection/index.ts'
import { currentScope } from '../../kernel/scope/index.ts'
import type { ColumnTarget } from '../types.ts'
import type { ColumnProfile } from './profile.ts'
import { SYNONYMS } from './synonyms.ts'
import type { Synonyms } from './synonyms/types.ts'
import { words } from './words.ts'

const EXTERNAL_NAMES = ['id', 'external id', 'record id', 'uuid', 'guid', 'key']
const ENOUGH = 50
const MOSTLY = 0.6

type Candidate = { column: number; score: number; slot: string; target: ColumnTarget }

/** Proposes for each column of a file the field it fills, from its header and its values; null leaves it out. */
export function guessColumns(
  model: CollectionModel,
  profiles: readonly ColumnProfile[],
): (ColumnTarget | null)[] {
  const synonyms = SYNONYMS[model.slug] ?? { fields: {}, nouns: [singular(model.slug)] }
  const candidates = profiles.flatMap((profile, column) =>
    candidatesOf(model, synonyms, profile, column),
  )
  const chosen: (ColumnTarget | null)[] = profiles.map(() => null)
  const taken = new Set<string>()
  for (const candidate of candidates.toSorted(byScoreThenColumn)) {
    if (chosen[candidate.column] === null && !isTaken(taken, candidate.slot)) {
      chosen[candidate.column] = candidate.target
      taken.add(candidate.slot)
    }
  }

  return chosen
}

/** True for a field that a file of the running person may fill. */
export function isImportable(model: CollectionModel, field: FieldModel): boolean {
  const isPlain = !field.protected && field.kind !== 'json' && field.kind !== 'polymorphic'

  return isPlain && !limitedPaths(model).has(field.path)
}

// Who is bound by rights must not learn from a guess that there are fields kept from them.
function limitedPaths(model: CollectionModel): ReadonlySet<string> {
  const isBound = currentScope()?.kind === 'tenant'

  return isBound ? new Set([...hiddenPaths(model), ...readOnlyPaths(model)]) : new Set()
}

function byScoreThenColumn(a: Candidate, b: Candidate): number {
  return b.score - a.score || a.column - b.column
}

// A whole name and its parts exclude each other, as do a field and its opposite.
function isTaken(taken: ReadonlySet<string>, slot: string): boolean {
  const [path = '', part] = slot.split(':')
  if (taken.has(slot)) {
    return true
  }
  if (part === undefined) {
    return ['first', 'last', 'whole', 'not'].some((other) => taken.has(`${path}:${other}`))
  }

  return (
    taken.has(path) ||
    (part === 'whole' && taken.has('lastName')) ||
    (part === 'not' && taken.has(path))
  )
}

function candidatesOf(
  model: CollectionModel,
  synonyms: Synonyms,
  profile: ColumnProfile,
  column: number,
): Candidate[] {
  const header = words(profile.header.replace(/ \(\d+\)$/, ''))
  const found = slotsOf(model, synonyms).flatMap(({ field, names, slot }) => {
    const score = scoreOf(header, names, synonyms.nouns) + hintOf(field, profile)

    return score >= ENOUGH && fits(field, profile)
      ? [{ column, score, slot, target: targetOf(slot) }]
      : []
  })
  const external = externalScore(header, synonyms.nouns, profile)
  if (external > 0) {
    found.push({ column, score: external, slot: '#external', target: { kind: 'external' } })
  }

  return found
}

type Slot = { field: FieldModel; names: readonly string[]; slot: string }

function slotsOf(model: CollectionModel, synonyms: Synonyms): Slot[] {
  const known = Object.entries(synonyms.fields).flatMap(([slot, names]) => {
    const field = model.byPath.get(slot.split(':')[0] ?? '')

    return field !== undefined && slot.includes(':') && isImportable(model, field)
      ? [{ field, names, slot }]
      : []
  })

  return [
    ...known,
    ...model.fields
      .filter((field) => isImportable(model, field))
      .map((field) => ({
        field,
        names: [...ownNames(field), ...(synonyms.fields[field.path] ?? [])],
        slot: field.path,
      })),
  ]
}

function ownNames(field: FieldModel): string[] {
  const last = field.path.split('.').at(-1) ?? field.path

  return [...labelsOf(field.label), field.path, last].map(words).filter((name) => name !== '')
}

function labelsOf(label: unknown): string[] {
  if (typeof label === 'string') {
    return [label]
  }

  return typeof label === 'object' && label !== null
    ? Object.values(label).filter((text) => typeof text === 'string')
    : []
}

function targetOf(slot: string): ColumnTarget {
  const [path = '', part] = slot.split(':')
  if (part === 'not') {
    return { invert: true, kind: 'field', path }
  }

  return part === 'first' || part === 'last' || part === 'whole'
    ? { kind: 'field', part, path }
    : { kind: 'field', path }
}

function scoreOf(header: string, names: readonly string[], nouns: readonly string[]): number {
  const place = names.indexOf(header)
  if (place >= 0) {
    return 100 - Math.min(place, 20)
  }
  const bare = nouns.find((noun) => header.startsWith(`${noun} `))
  const rest = bare === undefined ? header : header.slice(bare.length + 1)
  if (bare !== undefined && names.includes(rest)) {
    return 75
  }
  const squeezed = header.replaceAll(' ', '')
  if (names.some((name) => name.replaceAll(' ', '') === squeezed)) {
    return 70
  }
  const numbered = header.replace(/ 1$/, '')

  return numbered !== header && names.includes(numbered) ? 60 : 0
}

function hintOf(field: FieldModel, profile: ColumnProfile): number {
  const share = (count: number) => (profile.seen === 0 ? 0 : count / profile.seen)
  if (field.semantic === 'email' || field.path === 'email') {
    return share(profile.emails) > MOSTLY ? 55 : 0
  }
  if (field.semantic === 'url' || field.path === 'website') {
    return share(profile.urls) > MOSTLY ? 52 : 0
  }

  return 0
}

// A header may lie; values that can never be read as the field's kind rule the field out.
function fits(field: FieldModel, profile: ColumnProfile): boolean {
  if (profile.seen === 0) {
    return true
  }
  const mostly = (count: number) => count / profile.seen >= MOSTLY
  switch (field.kind) {
    case 'boolean':
      return mostly(profile.booleans)
    case 'date':
    case 'instant':
      return mostly(profile.dates)
    case 'integer':
    case 'number':
      return mostly(profile.numbers)
    case 'choice':
    case 'relation':
    case 'text':
      return field.path !== 'email' || profile.emails > 0
    case 'json':
    case 'polymorphic':
      return false
    default:
      return true
  }
}

function externalScore(header: string, nouns: readonly string[], profile: ColumnProfile): number {
  if (profile.unique === false || profile.filled === 0) {
    return 0
  }
  const place = nouns.findIndex((noun) => header === `${noun} id` || header === `${noun} number`)
  if (place >= 0) {
    return 98 - place / 10
  }

  return EXTERNAL_NAMES.includes(header) ? 90 : 0
}

function singular(slug: string): string {
  return words(slug).replace(/ies$/, 'y').replace(/s$/, '')
}
