/** German texts of Payload's screens that Tenon says differently. */
export const de = {
  error: {
    notAllowedToAccessPage:
      'Ihre Rolle umfasst das nicht. Fragen Sie die Verwaltung, wenn Sie es brauchen.',
    unauthorized: 'Hier nicht erlaubt',
  },
  general: { noLabel: '—', payloadSettings: 'Einstellungen', untitled: 'Neu' },
} as const
