// How a screen offers a slot to plugins. In a server component that Payload renders (it is given `payload`):
//
//   <Slot name="listAction" collection="deals" payload={payload} props={{ collection: 'deals' }} />
//
// renders everything that stands in the slot for the reader, one after the other. A screen that frames each
// (tabs, widgets) asks for them one by one:
//
//   const tabs = await slotNodes({ collection, name: 'recordTab', payload, props: { collection, id } })
//   tabs.map(({ id, label, node }) => …)          // label: {en, de}, write it with labelText(label, language)
//
// What each component is given as props, beside `slot` (its id):
//   recordTab        { collection, id }           id of the record
//   listAction       { collection }
//   headerAction, navigation, dashboardWidget     { }
// Server components are given `payload` as well. Rights, modules and collections are checked by the `slots` screen.
import { RenderServerComponent } from '@payloadcms/ui/elements/RenderServerComponent'
import type { Payload } from 'payload'
import type { ReactNode } from 'react'

import type { Label } from '../../fields/types.ts'
import type { SlotName } from '../../plugin/types.ts'
import type { slotsScreen } from '../../screens/index.ts'
import { loadScreen } from './screen.ts'

type SlotArguments = {
  /** Slug of the collection whose screen it is. */
  collection?: string
  name: SlotName
  /** The running Payload, which knows the components; every server component of its screens is given it. */
  payload: Pick<Payload, 'importMap'>
  /** What each component is given: plain data. */
  props?: Readonly<Record<string, unknown>>
}

/** What stands in a slot for the reader, each component made with these props. */
export async function slotNodes(
  args: SlotArguments,
): Promise<{ id: string; label: Label; node: ReactNode }[]> {
  const { collection, name, payload, props } = args
  const { slots } = await loadScreen<typeof slotsScreen>('slots', {
    slot: name,
    ...(collection === undefined ? {} : { collection }),
  })

  return slots.map(({ component, id, label }) => ({
    id,
    label,
    node: RenderServerComponent({
      clientProps: { ...props, slot: id },
      Component: component,
      importMap: payload.importMap,
      key: id,
      serverProps: { payload },
    }),
  }))
}

/** Everything that plugins have put into a slot, as far as the reader may see it. */
export async function Slot(args: SlotArguments) {
  const nodes = await slotNodes(args)

  return <>{nodes.map(({ node }) => node)}</>
}
