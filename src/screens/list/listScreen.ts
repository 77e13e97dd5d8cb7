import { levelHere, modelOf } from '../../collection/index.ts'
import { canDo } from '../../identity/index.ts'
import { isTenonError } from '../../kernel/errors/index.ts'
import { describeCollection } from '../collections/describeCollection.ts'
import { defineScreen } from '../defineScreen.ts'
import type { ScreenReader } from '../types.ts'
import type { ListInput } from './input.ts'
import { listInput } from './input.ts'
import { readHabits } from './readHabits.ts'
import { readRows } from './readRows.ts'
import { readViews } from './readViews.ts'
import { stateOf } from './stateOf.ts'
import type { ListPage, ListRights, ListState } from './types.ts'

// A tag on a record is a record of this collection.
const TAGS = 'record-tags'

const NO_ROWS = {
  docs: [],
  groups: null,
  isCut: false,
  nextCursor: null,
  prevCursor: null,
  sort: '',
  titles: {},
  totalDocs: 0,
  totalIsCapped: false,
  where: {},
}

/** A list as it opens: the collection, the reader's views of it, how it is looked at and its first rows. */
export const listScreen = defineScreen({ input: listInput, load: readList, name: 'list' })

async function readList(input: ListInput, reader: ScreenReader): Promise<ListPage> {
  const collection = describeCollection(input.collection, reader)
  const [habits, views] = await Promise.all([
    readHabits(collection.slug),
    readViews(collection.slug, reader),
  ])
  const state = stateOf(collection, input, { habits, views })
  const saved = views.find(({ id }) => id === state.view)?.definition.widths

  return {
    collection,
    rights: rightsOf(collection, reader),
    state,
    views,
    widths: { ...habits.widths, ...saved },
    ...(await rowsOf(input, state, reader)),
  }
}

/** A condition or a place that cannot be answered is said on the list, which stays to be put right. */
async function rowsOf(
  input: ListInput,
  state: ListState,
  reader: ScreenReader,
): Promise<Pick<ListPage, 'fault' | 'rows'>> {
  const { after, before, language } = input
  try {
    const rows = await readRows(
      {
        ...state,
        after,
        before,
        collection: input.collection,
        columns: [...state.columns],
        language,
      },
      reader,
    )

    return { fault: null, rows }
  } catch (error) {
    if (isTenonError(error) && (error.status === 400 || error.code === 'RECORD_QUERY_SLOW')) {
      return { fault: { code: error.code, message: error.message }, rows: NO_ROWS }
    }
    throw error
  }
}

function rightsOf(collection: ListPage['collection'], reader: ScreenReader): ListRights {
  const { principal } = reader
  const mayTag = collection.linkedBy.includes(TAGS) && levelHere(modelOf(TAGS), 'create') !== 'none'

  return {
    bulk: canDo(principal, 'records.bulk'),
    export: collection.may.export !== 'none',
    shareViews: canDo(principal, 'views.manage'),
    tag: mayTag && canDo(principal, 'records.bulk'),
  }
}
