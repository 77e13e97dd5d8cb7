/** English texts of exports and of moving tenants. */
export const en = {
  command: {
    deleted: 'The tenant "{slug}" and everything of it is deleted.',
    exported: 'Exported {rows} rows of {tables} tables and {files} files to {file}.',
    imported: 'Imported {rows} rows and {files} files as the tenant "{slug}" ({id}).',
    leftOut: 'Left out: {table} ({reason}).',
    passwords: 'Passwords do not travel: people set a new one where they had no account here.',
    rows: '{count} rows',
  },
}
