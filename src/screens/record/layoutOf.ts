import type { CollectionModel, RecordDoc } from '../../collection/index.ts'
import { hiddenPaths, modelOf, readRecords } from '../../collection/index.ts'
import { runUnrestricted } from '../../kernel/scope/index.ts'
import type { CollectionView } from '../collections/types.ts'
import type { ScreenReader } from '../types.ts'
import { defaultHeader, defaultSections } from './defaultLayout.ts'
import { relatedColumns, relatedSpecs } from './relatedSpecs.ts'
import { stageOf } from './stageOf.ts'
import type { LayoutSection, RecordLayout, RelatedSpec } from './types.ts'

/** What a row of layouts says; checked when it is written. */
type Definition = {
  header?: readonly string[]
  related?: readonly { collection: string; columns?: readonly string[]; field: string }[]
  sections?: readonly {
    closed?: boolean
    fields: readonly string[]
    label?: Record<string, string>
  }[]
}

/** How the reader's page of a collection's records is laid out: their role's layout, that of everybody, or the form's. */
export async function readLayout(
  view: CollectionView,
  reader: ScreenReader,
): Promise<RecordLayout> {
  return layoutOf(view, reader, await readDefinition(view.slug, reader))
}

// Layouts are for everybody, whatever a role says about settings: they hold names of fields, no data.
async function readDefinition(slug: string, reader: ScreenReader): Promise<Definition> {
  const { docs } = await runUnrestricted(() =>
    readRecords({
      collection: 'layouts',
      limit: 0,
      where: {
        and: [
          { collection: { equals: slug } },
          {
            or: [{ role: { exists: false } }, { 'role.key': { equals: reader.principal.roleKey } }],
          },
        ],
      },
    }),
  )
  const own: RecordDoc | undefined = docs.find((doc) => doc['role'] !== null) ?? docs[0]

  return own?.['definition'] ?? {}
}

/** A layout as its definition says, without what the reader may not see; what it leaves open is as the form has it. */
function layoutOf(
  view: CollectionView,
  reader: ScreenReader,
  definition: Definition,
): RecordLayout {
  const model = modelOf(view.slug)
  const seen = seenIn(model)
  const stage = stageOf(model)?.field ?? null

  return {
    header: (definition.header ?? defaultHeader(view, [view.ownerField, stage])).filter(seen),
    related: relatedOf(view.slug, reader, definition),
    sections: sectionsOf(model, definition)
      .map((section) => ({ ...section, fields: section.fields.filter(seen) }))
      .filter(({ fields }) => fields.length > 0),
  }
}

function sectionsOf(model: CollectionModel, { sections }: Definition): LayoutSection[] {
  return (
    sections?.map(({ closed, fields, label }, at) => ({
      fields,
      isClosed: closed ?? false,
      key: label === undefined ? 'details' : `section-${String(at)}`,
      label: label ?? null,
    })) ?? defaultSections(model)
  )
}

function relatedOf(slug: string, reader: ScreenReader, { related }: Definition): RelatedSpec[] {
  const known = relatedSpecs(slug, reader)

  return related === undefined
    ? known
    : related.flatMap(({ collection, columns, field }) => {
        const spec = known.find((one) => one.collection === collection && one.field === field)
        const wanted = columns?.filter(seenIn(modelOf(collection)))

        return spec === undefined
          ? []
          : [{ ...spec, columns: wanted ?? relatedColumns(modelOf(collection), field) }]
      })
}

function seenIn(model: CollectionModel): (path: string) => boolean {
  const hidden = hiddenPaths(model)

  return (path) => model.byPath.has(path) && !hidden.has(path)
}
