import { z } from 'zod'

import { defineScreen } from '../defineScreen.ts'
import { homeFilterSchema, resolveFilter } from './homeFilter.ts'
import { readTeams } from './homeScreen.ts'
import { readWidgets } from './readWidgets.ts'
import { widgetSchema } from './widgetSchema.ts'

/** One widget as it would stand on the reader's home page, before it is put there. */
export const homeWidgetScreen = defineScreen({
  input: z.object({ filter: homeFilterSchema.prefault({}), widget: widgetSchema }),
  load: async ({ filter, widget }, reader) => {
    const teams = filter.team === '' ? [] : await readTeams(reader)
    const { data } = await readWidgets([widget], [], {
      filter: resolveFilter(filter, teams, reader),
      reader,
    })

    return data[widget.id] ?? { state: 'notReadable' as const }
  },
  name: 'home-widget',
})
