import { newId } from '../../kernel/ids/index.ts'
import { isEmail } from '../detect/texts.ts'
import type { StepContext } from '../run/types.ts'
import type { Place } from '../types.ts'
import { guessStage } from './guessStage.ts'

type Data = Record<string, unknown>
type Maker = (context: StepContext, place: Place, values: readonly string[]) => Promise<Data[]>

const ORDER_STEP = 10

const MAKERS: Readonly<Record<string, Maker>> = {
  companies: named,
  pipelines: (_context, _place, values) =>
    Promise.resolve(values.map((name) => ({ key: keyOf(name), name }))),
  products: named,
  stages: makeStages,
  users: (_context, _place, values) => Promise.resolve(values.map(placeholder)),
}

/** True for a collection whose missing records an import may create. */
export function canCreate(collection: string): boolean {
  return collection in MAKERS
}

/** The records to create for values that name none, in the order of the values. */
export async function missingRecords(
  context: StepContext,
  place: Place,
  values: readonly string[],
): Promise<Data[]> {
  return (await MAKERS[place.collection]?.(context, place, values)) ?? []
}

function named(_context: StepContext, _place: Place, values: readonly string[]): Promise<Data[]> {
  return Promise.resolve(values.map((name) => ({ name })))
}

// Somebody who owns records but cannot sign in until invited.
function placeholder(value: string): Data {
  const base = { kind: 'staff', status: 'placeholder' }

  return isEmail(value)
    ? { ...base, email: value, name: value.split('@')[0] }
    : { ...base, name: value }
}

async function makeStages(
  { store }: StepContext,
  place: Place,
  values: readonly string[],
): Promise<Data[]> {
  const pipeline = place.where?.['pipeline']
  if (pipeline === undefined) {
    return []
  }
  const last = await store.greatest({ collection: 'stages', field: 'order', where: { pipeline } })
  const owner = (await store.read('pipelines', [pipeline])).get(pipeline)
  const prefix = typeof owner?.['key'] === 'string' ? `${owner['key']}.` : ''
  const keys = values.map((name) => `${prefix}${keyOf(name)}`)
  const taken = await store.find({ collection: 'stages', field: 'key', values: keys })

  return values.map((name, index) => {
    const key = keys[index] ?? keyOf(name)

    return {
      ...guessStage(name),
      key: taken.has(key) ? `${key}-${newId().slice(-6)}` : key,
      name,
      order: (last ?? 0) + ORDER_STEP * (index + 1),
      pipeline,
    }
  })
}

function keyOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^-|-$/g, '')

  return plain === '' ? `x${newId().slice(-6)}` : plain.slice(0, 60)
}
