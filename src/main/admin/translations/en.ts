/** English texts of Payload's screens that Tenon says differently. */
export const en = {
  error: {
    notAllowedToAccessPage: 'Your role does not include this. Ask an administrator if you need it.',
    unauthorized: 'Not allowed here',
  },
  general: { noLabel: '—', payloadSettings: 'Settings', untitled: 'New' },
} as const
