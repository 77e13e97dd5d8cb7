import type { AdminViewServerProps } from 'payload'

import type { Board, boardScreen, collectionScreen, CollectionView } from '../../screens/index.ts'
import { loadScreen } from '../ui/screen.ts'
import { BoardPage } from './BoardPage.client.tsx'
import { readFilters } from './boardUrl.ts'
import { boardTexts } from './translations/index.ts'

/** The board of a collection, made on the server with its first cards. */
export async function BoardView({ initPageResult, params, searchParams }: AdminViewServerProps) {
  const collection = params?.['segments']?.[1] ?? ''
  const query = new URLSearchParams(
    Object.entries(searchParams ?? {}).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  )
  const read = await readBoard(collection, query)
  if ('reason' in read) {
    const { language } = initPageResult.req.i18n

    return (
      <p className="tenon-board__error" role="alert">
        {boardTexts.translate(language, 'loadFailed', { reason: read.reason })}
      </p>
    )
  }

  return <BoardPage first={read.first} now={new Date().getTime()} view={read.view} />
}

async function readBoard(
  collection: string,
  query: URLSearchParams,
): Promise<{ first: Board; view: CollectionView } | { reason: string }> {
  try {
    const [first, view] = await Promise.all([
      loadScreen<typeof boardScreen>('board', { collection, shown: 50, ...readFilters(query) }),
      loadScreen<typeof collectionScreen>('collection', { collection }),
    ])

    return { first, view }
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }
}
