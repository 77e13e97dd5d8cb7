/** English texts of privacy. */
export const en = {
  command: {
    logged: 'Wrote {count} erasures to {file}.',
    replayed: '{slug}: erased again {count} records.',
    returned: '{slug}: the person of erasure {id} is back as {collection} {record}; erase it too.',
  },
  erased: { name: 'Erased contact' },
}
