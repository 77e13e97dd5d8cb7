import { DefaultListView } from '@payloadcms/ui'
import { RenderServerComponent } from '@payloadcms/ui/elements/RenderServerComponent'
import type { Field, ListViewClientProps, ListViewServerProps, PayloadComponent } from 'payload'

// What a view is given for the server alone; the rest goes on to the browser.
const SERVER_ONLY = new Set([
  'collectionConfig',
  'data',
  'i18n',
  'limit',
  'listSearchableFields',
  'locale',
  'params',
  'payload',
  'permissions',
  'searchParams',
  'user',
])

type Filterable = { admin?: { components?: { Filter?: PayloadComponent } }; name: string }

// Fields in rows and tabs are fields of the record, whatever frames them on the form.
function framed(fields: readonly Field[]): Field[] {
  return fields.flatMap((field) => {
    if (field.type === 'row' || field.type === 'collapsible') {
      return framed(field.fields)
    }
    if (field.type === 'tabs') {
      return field.tabs.flatMap((tab) => ('name' in tab ? [] : framed(tab.fields)))
    }

    return [field]
  })
}

/** Payload's list with the filters of every field, where Payload's own knows those outside of rows only. */
export function ListView(props: ListViewClientProps & ListViewServerProps) {
  const { collectionConfig, payload } = props
  const { importMap } = payload
  const filters = new Map(props.renderedFilters)

  for (const field of framed(collectionConfig.fields) as unknown as Filterable[]) {
    const Component = field.admin?.components?.Filter
    if (Component !== undefined && !filters.has(field.name)) {
      filters.set(field.name, RenderServerComponent({ Component, importMap }))
    }
  }
  const clientProps = Object.fromEntries(
    Object.entries(props).filter(([name]) => !SERVER_ONLY.has(name)),
  ) as unknown as ListViewClientProps

  return <DefaultListView {...clientProps} renderedFilters={filters} />
}
