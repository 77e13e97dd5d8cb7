/** The address of a record's page. */
export function recordPath(collection: string, id: string): string {
  return `/admin/collections/${collection}/${id}`
}

/** The address of a list that is kept to the records that point to one by a field. */
export function filteredListPath(collection: string, field: string, id: string): string {
  const where = JSON.stringify({ [field]: { equals: id } })
  const query = new URLSearchParams({ view: 'all', where })

  return `/admin/collections/${collection}?${query.toString()}`
}
