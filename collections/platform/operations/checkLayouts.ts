import { z } from 'zod'
import { allModels } from 'tenon/collection'
import type { PendingChange } from 'tenon/plugin'

import { platformErrors } from '../errors.ts'

type Model = ReturnType<typeof allModels>[number]

const paths = z.array(z.string()).max(100)

const definitionSchema = z.strictObject({
  header: paths.optional(),
  related: z
    .array(z.strictObject({ collection: z.string(), columns: paths.optional(), field: z.string() }))
    .max(50)
    .optional(),
  sections: z
    .array(
      z.strictObject({
        closed: z.boolean().optional(),
        fields: paths,
        label: z.record(z.string(), z.string()).optional(),
      }),
    )
    .max(50)
    .optional(),
})

type Definition = z.output<typeof definitionSchema>

/** Refuses layouts of unknown collections, and definitions that no page could follow; names what is unknown. */
export function checkLayouts(changes: readonly PendingChange[]): Promise<void> {
  for (const { after, refuse } of changes) {
    if (after === null) {
      continue
    }
    const collection = String(after['collection'])
    const model = modelNamed(collection)
    if (model === undefined) {
      refuse(platformErrors.LAYOUT_COLLECTION({ collection, field: 'collection' }))
    } else {
      const reason = faultOf(model, after['definition'])
      if (reason !== undefined) {
        refuse(platformErrors.LAYOUT_INVALID({ field: 'definition', reason }))
      }
    }
  }

  return Promise.resolve()
}

function faultOf(model: Model, given: unknown): string | undefined {
  const parsed = definitionSchema.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues

    return `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim()
  }

  return unknownField(model, parsed.data) ?? unknownList(model, parsed.data)
}

function unknownField(
  model: Model,
  { header = [], sections = [] }: Definition,
): string | undefined {
  const named = [...header, ...sections.flatMap(({ fields }) => fields)]
  const unknown = named.find((path) => !model.byPath.has(path))

  return unknown === undefined ? undefined : `"${model.slug}" has no field "${unknown}".`
}

function unknownList({ slug }: Model, { related = [] }: Definition): string | undefined {
  for (const { collection, columns = [], field } of related) {
    const model = modelNamed(collection)
    if (model === undefined) {
      return `There is no collection "${collection}".`
    }
    const unknown = [field, ...columns].find((path) => !model.byPath.has(path))
    if (unknown !== undefined) {
      return `"${collection}" has no field "${unknown}".`
    }
    if (model.byPath.get(field)?.relationTo !== slug) {
      return `"${collection}.${field}" does not point to "${slug}".`
    }
  }

  return undefined
}

function modelNamed(slug: string): Model | undefined {
  return allModels().find((model) => model.slug === slug)
}
