import type { CollectionConfig } from 'payload'
import { z } from 'zod'

import type { CollectionModel, TenonCollectionOptions } from '../../collection/index.ts'
import { levelHere, modelOf } from '../../collection/index.ts'
import type { Label } from '../../fields/index.ts'
import { canDo } from '../../identity/index.ts'
import { currentCrm } from '../../plugin/index.ts'
import { defineScreen } from '../defineScreen.ts'
import type { ScreenReader } from '../types.ts'
import { countUnread } from './countUnread.ts'
import { readFrameState } from './readFrameState.ts'

/** A collection that the reader may open, as the navigation names it. */
export type FrameItem = {
  /** True where the reader may add records through the API. */
  canCreate: boolean
  /** True where its records go through the stages of a pipeline. */
  hasBoard: boolean
  /** Name of an icon. */
  icon: string
  /** True for records that are parts of others, which people rarely look for by themselves. */
  isPart: boolean
  /** True for what sets the product up, whose writing asks for a permission of its own. */
  isSetup: boolean
  labels: { plural: Label; singular: Label }
  slug: string
}

/** A group of the navigation with what of it the reader may open. */
export type FrameGroup = {
  icon: string
  id: string
  /** True for a group that mostly sets the product up. */
  isSetup: boolean
  items: FrameItem[]
  label: Label
}

/** What stands around every screen: where the reader may go, what they may create, what they have not read. */
export const frameScreen = defineScreen({
  input: z.object({}),
  load: async (_input, reader) => {
    const { principal, tenant } = reader
    const [unread, { favourites, toggled }] = await Promise.all([
      countUnread(),
      readFrameState(reader),
    ])

    return {
      favourites,
      groups: groupsOf(reader),
      may: {
        exportRecords: canDo(principal, 'records.export'),
        importRecords: canDo(principal, 'records.import'),
        manageSettings: canDo(principal, 'settings.manage'),
        manageUsers: canDo(principal, 'users.manage'),
      },
      person: { email: principal.email, id: principal.userId, name: principal.name },
      toggled,
      tenant: { id: tenant.id, name: tenant.name, slug: tenant.slug },
      unread,
    }
  },
  name: 'frame',
})

function groupsOf(reader: ScreenReader): FrameGroup[] {
  const { collections, navigation } = currentCrm()

  return navigation
    .map(({ icon, id, items: slugs, label }): FrameGroup => {
      const items = slugs.flatMap((slug) => {
        const config = collections.find((one) => one.slug === slug)
        const model = config === undefined || !reader.isOpen(slug) ? undefined : modelOf(slug)

        return config === undefined || model === undefined || levelHere(model, 'read') === 'none'
          ? []
          : [itemOf(config, model)]
      })
      const setUp = items.filter(({ isSetup }) => isSetup)

      return { icon, id, isSetup: setUp.length * 2 >= items.length, items, label }
    })
    .filter(({ items }) => items.length > 0)
}

function itemOf(config: CollectionConfig, model: CollectionModel): FrameItem {
  const tenon = (config.custom?.['tenon'] ?? {}) as TenonCollectionOptions

  return {
    canCreate: levelHere(model, 'create') !== 'none' && takesBodies(model),
    hasBoard: model.fields.some(({ relationTo }) => relationTo === 'stages'),
    icon: tenon.icon ?? '',
    isPart: isPart(model),
    isSetup: model.guard !== undefined,
    labels: config.labels as FrameItem['labels'],
    slug: model.slug,
  }
}

/** What rules alone can fill in, no form can make: files, for one. */
function takesBodies({ fields }: CollectionModel): boolean {
  return !fields.some((field) => field.required && field.protected && !SYSTEM.has(field.path))
}

const SYSTEM = new Set(['createdAt', 'deletedAt', 'updatedAt', 'version'])

/** Records that go when another one goes are parts of it. */
function isPart({ fields }: CollectionModel): boolean {
  return fields.some(({ onDelete, required }) => required && onDelete === 'cascade')
}
