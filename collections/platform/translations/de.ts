/** German texts of the platform module. */
export const de = {
  module: 'Plattform',
  navigation: { settings: 'Einstellungen' },
  roles: {
    builtIn: 'Eingebaut',
    permissions: 'Rechte',
    plural: 'Rollen',
    singular: 'Rolle',
  },
  users: {
    account: 'Konto',
    description:
      'Die Menschen dieses Unternehmens. Ein Platzhalter besitzt Datensätze, kann sich aber erst nach einer Einladung anmelden.',
    email: 'E-Mail',
    kind: 'Art',
    kinds: { portal: 'Portal', staff: 'Belegschaft' },
    locale: 'Sprache',
    locales: { de: 'Deutsch', en: 'Englisch' },
    manager: 'Vorgesetzte Person',
    name: 'Name',
    office: 'Büro',
    plural: 'Benutzer',
    role: 'Rolle',
    singular: 'Benutzer',
    status: 'Status',
    statuses: {
      active: 'Aktiv',
      disabled: 'Gesperrt',
      invited: 'Eingeladen',
      placeholder: 'Platzhalter',
    },
    title: 'Position',
  },
} as const
