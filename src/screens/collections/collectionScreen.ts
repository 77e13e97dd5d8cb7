import { z } from 'zod'

import { defineScreen } from '../defineScreen.ts'
import { describeCollection } from './describeCollection.ts'

/** A collection as its reader may see and use it. */
export const collectionScreen = defineScreen({
  input: z.object({ collection: z.string() }),
  load: ({ collection }, reader) => Promise.resolve(describeCollection(collection, reader)),
  name: 'collection',
})
