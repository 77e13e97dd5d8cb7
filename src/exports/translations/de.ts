/** German texts of exports and of moving tenants. */
export const de = {
  command: {
    deleted: 'Der Mandant „{slug}“ und alles, was zu ihm gehört, ist gelöscht.',
    exported: '{rows} Zeilen aus {tables} Tabellen und {files} Dateien nach {file} exportiert.',
    imported: '{rows} Zeilen und {files} Dateien als Mandant „{slug}“ ({id}) importiert.',
    leftOut: 'Ausgelassen: {table} ({reason}).',
    passwords:
      'Passwörter reisen nicht mit: Wer hier noch kein Konto hatte, setzt ein neues Passwort.',
    rows: '{count} Zeilen',
  },
}
