/** English texts of what every collection has. */
export const en = {
  createdAt: 'Created',
  deletedAt: 'Moved to the trash',
  updatedAt: 'Last changed',
  version: 'Version',
} as const
