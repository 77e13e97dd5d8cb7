/** German texts of privacy. */
export const de = {
  command: {
    logged: '{count} Löschungen in {file} geschrieben.',
    replayed: '{slug}: {count} Datensätze erneut gelöscht.',
    returned:
      '{slug}: Die Person der Löschung {id} ist als {collection} {record} wieder da; auch sie ist zu löschen.',
  },
  erased: { name: 'Gelöschter Kontakt' },
}
