import type { Statement } from '../../kernel/db/index.ts'
import { database, planName } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { hiddenPaths } from '../access/fieldsOf.ts'
import { levelHere } from '../access/levels.ts'
import { recordErrors } from '../errors.ts'
import { allModels } from '../model/registry.ts'
import { searchedFields } from '../model/searchColumns.ts'
import type { CollectionModel, FieldModel } from '../types.ts'
import { compileWhere } from './compileWhere.ts'
import { matchDigits, matchText } from './matchText.ts'
import { Parameters } from './parameters.ts'
import type { SearchTerms } from './searchTerms.ts'
import { searchTerms } from './searchTerms.ts'

/** One record found by words: where it is, what it is called and where the words stand. */
export type SearchHit = {
  collection: string
  id: string
  match: { field: string; fragment: string }
  title: string
}

/** A collection as the person may search it: its fields without those that are hidden from them. */
type Searched = { fields: readonly FieldModel[]; model: CollectionModel }

const MOST_FOUND = 40
// Of somebody who reads some records only, the others are left out after the index has named them.
const MOST_FOUND_NARROWED = 1000
const MOST_BY_START = 20
const FRAGMENT = 120

/**
 * Finds records of several collections by words in any order, by the beginning of a title, by parts of
 * e-mail addresses and by the digits of phone numbers, in every collection that the person may read and
 * only by what they may see; the best come first. Throws `RECORD_QUERY_INVALID` for an unknown collection.
 */
export async function searchRecords(asked: {
  /** Slugs; all that are searched where it is left out. */
  collections?: readonly string[]
  isOpen: (slug: string) => boolean
  limit: number
  text: string
}): Promise<SearchHit[]> {
  const terms = searchTerms(asked.text)
  const searched = searchedHere(asked)
  if (terms.start.length < 2 || searched.length === 0) {
    return []
  }
  const [found = []] = await database().read([compileSearch(searched, terms, asked.limit)])

  return found
    .flatMap((row) => {
      const one = searched[Number(row['at'])]
      const [id, ...texts] = JSON.parse(String(row['found'])) as (string | null)[]
      const hit = one && rank(one, { id: id ?? '', texts }, terms)

      return hit === undefined ? [] : [hit]
    })
    .toSorted((one, other) => other.score - one.score || compareTitles(one.hit, other.hit))
    .slice(0, asked.limit)
    .map(({ hit }) => hit)
}

/**
 * The statement that finds candidates in all these collections, under the person's own rights: one for all
 * of them, since starting a statement costs more than looking into a collection of few records.
 */
function compileSearch(
  searched: readonly Searched[],
  terms: SearchTerms,
  limit: number,
): Statement {
  const parameters = new Parameters(requireTenantScope().tenantId)
  const { respelled, spelled } = terms.patterns
  const bind = (value: unknown, type: string) => bindOnce(parameters, value, type)
  const words = [spelled, respelled.length === 0 ? spelled : respelled, terms.alike].map((list) =>
    bind(list, 'text[]'),
  )
  const bound: Bound = {
    from: bind(terms.start, 'text'),
    // Only the best of them are shown, and how well they fit is known once they are read.
    most: bind(Math.min(Math.max(MOST_FOUND, 3 * limit), 3 * MOST_FOUND), 'integer'),
    mostNarrowed: bind(MOST_FOUND_NARROWED, 'integer'),
    parameters,
    to: bind(`${terms.start}\uffff`, 'text'),
    words: spelled.length === 0 ? undefined : () => words.map((word) => word()).join(', '),
  }
  const text = searched.map((one, at) => candidatesSql(one, at, bound)).join(' union all ')

  // Planning it takes longer than running it.
  const name = planName(text)

  return { ...(name === undefined ? {} : { name }), text, values: parameters.values }
}

/** What is asked for: each gives its placeholders, bound once for all collections. */
type Bound = {
  from: () => string
  most: () => string
  mostNarrowed: () => string
  parameters: Parameters
  to: () => string
  /** The three arguments of words, or undefined where no index can find them. */
  words: (() => string) | undefined
}

// PostgreSQL refuses a value that no placeholder asks for, so each is bound when it is first used.
function bindOnce(parameters: Parameters, value: unknown, type: string): () => string {
  let placeholder: string | undefined

  return () => (placeholder ??= parameters.add(value, type))
}

function candidatesSql({ fields, model }: Searched, at: number, bound: Bound): string {
  const { parameters } = bound
  const live = model.trash ? { deletedAt: { exists: false } } : {}
  const condition = compileWhere(model, live, 't', parameters)
  const ways = [...byWords(model, bound), ...byStart({ fields, model }, live, bound)]
  const texts = fields.map(({ column }) => `t."${column}"`).join(', ')

  return (
    `select ${at} as at, json_build_array(t.id, ${texts})::text as found from ${model.table} t ` +
    `where t.tenant_id = ${parameters.tenant} and ${condition} and ${ways.length === 0 ? 'false' : `t.id in (${ways.join(' union all ')})`}`
  )
}

function byWords(model: CollectionModel, bound: Bound): string[] {
  if (bound.words === undefined) {
    return []
  }
  const most = levelHere(model, 'read') === 'all' ? bound.most() : bound.mostNarrowed()

  return [`select f.id from tenancy.find_${model.table}(${bound.words()}, ${most}) as f(id)`]
}

/** Titles that begin with the text stand together in their own index, with or without accents. */
function byStart(
  { fields, model }: Searched,
  live: Record<string, unknown>,
  { from, parameters, to }: Bound,
): string[] {
  const title = fields.find(({ path }) => path === model.title)
  if (title === undefined) {
    return []
  }
  const column = `p."${title.column}"`

  return [
    `(select p.id from ${model.table} p where p.tenant_id = ${parameters.tenant} and ` +
      `${compileWhere(model, live, 'p', parameters)} and ${column} >= ${from()} and ${column} < ${to()} ` +
      `order by ${column} limit ${MOST_BY_START})`,
  ]
}

function searchedHere(asked: {
  collections?: readonly string[]
  isOpen: (slug: string) => boolean
}): Searched[] {
  const all = allModels().filter(
    (model) => searchedFields(model).length > 0 && asked.isOpen(model.slug),
  )
  const unknown = asked.collections?.find((slug) => !all.some((model) => model.slug === slug))
  if (unknown !== undefined) {
    throw recordErrors.QUERY_INVALID({ reason: `there is no collection "${unknown}" to search in` })
  }

  return all
    .filter(({ slug }) => asked.collections?.includes(slug) ?? true)
    .filter((model) => levelHere(model, 'read') !== 'none')
    .map((model) => {
      const hidden = hiddenPaths(model)

      return { fields: searchedFields(model).filter(({ path }) => !hidden.has(path)), model }
    })
    .filter(({ fields }) => fields.length > 0)
}

/** Checks the words on what the person may see, and says how well they fit. */
function rank(
  { fields, model }: Searched,
  { id, texts }: { id: string; texts: readonly (string | null)[] },
  terms: SearchTerms,
): { hit: SearchHit; score: number } | undefined {
  const scoreOf = (word: string) =>
    fields
      .map((field, at) => {
        const text = texts[at] ?? ''
        const score = field.semantic === 'phone' ? matchDigits(text, word) : matchText(text, word)
        const bonus = score > 0 && field.path === model.title ? 5 : 0

        return { field, score: score + bonus, text }
      })
      .reduce((best, one) => (one.score > best.score ? one : best))
  const [best] = terms.ways
    .map((words) => words.map(scoreOf))
    .filter((scores) => scores.length > 0 && scores.every(({ score }) => score > 0))
    .toSorted((one, other) => lowest(other) - lowest(one))
  const top = best?.toSorted((one, other) => other.score - one.score)[0]
  if (best === undefined || top === undefined) {
    return undefined
  }
  const title = texts[fields.findIndex(({ path }) => path === model.title)] ?? texts.find(Boolean)

  return {
    hit: {
      collection: model.slug,
      id,
      match: { field: top.field.path, fragment: fragmentOf(top.text, terms) },
      title: title ?? id,
    },
    score: lowest(best) + phraseBonus(title ?? '', terms),
  }
}

function lowest(scores: readonly { score: number }[]): number {
  return Math.min(...scores.map(({ score }) => score))
}

/** A title that is, or begins with, all that was typed comes before words here and there. */
function phraseBonus(title: string, { start }: SearchTerms): number {
  const score = matchText(title.slice(0, start.length + 40), start)

  return score >= 60 && title.length <= start.length + 2 ? 40 : score >= 50 ? 20 : 0
}

function fragmentOf(text: string, { ways }: SearchTerms): string {
  const word = ways[0]?.[0] ?? ''
  const at = text.toLowerCase().indexOf(word)
  const from = text.length <= FRAGMENT ? 0 : Math.max(0, at - FRAGMENT / 3)

  return text.slice(from, from + FRAGMENT)
}

function compareTitles(one: SearchHit, other: SearchHit): number {
  return one.title.localeCompare(other.title) || one.id.localeCompare(other.id)
}
