/** German texts of what every collection has. */
export const de = {
  createdAt: 'Angelegt',
  deletedAt: 'In den Papierkorb gelegt',
  updatedAt: 'Zuletzt geändert',
  version: 'Version',
} as const
