import { notFound } from 'next/navigation.js'
import type { AdminViewServerProps } from 'payload'
import { stringify } from 'qs-esm'

import type { listScreen } from '../../screens/index.ts'
import { loadScreen } from '../ui/screen.ts'
import { Slot } from '../ui/Slot.tsx'
import { readAddress } from './address.ts'
import { ListScreen } from './ListScreen.client.tsx'

/** Set where the address is that of the trash. */
type Facts = { isTrash?: boolean }

type Refused = { status?: number }

/** The list of a collection: its rows are read while the page is made. */
export async function ListView(props: AdminViewServerProps) {
  const { initPageResult, params, payload, searchParams } = props
  const slug = initPageResult.collectionConfig?.slug ?? ''
  const address = readAddress(stringify(searchParams))
  const isTrash = address.trash === true || (params as Facts | undefined)?.isTrash === true
  const { language } = initPageResult.req.i18n
  const asked = { ...address, collection: slug, language, trash: isTrash }
  let first
  try {
    first = await loadScreen<typeof listScreen>('list', asked as never)
  } catch (error) {
    const { status = 500 } = error as Refused
    if (status === 403 || status === 404) {
      notFound()
    }
    throw error
  }

  return (
    <ListScreen
      actions={
        <Slot collection={slug} name="listAction" payload={payload} props={{ collection: slug }} />
      }
      address={{ ...address, ...(isTrash ? { trash: true } : {}) }}
      first={first}
      key={slug}
    />
  )
}
