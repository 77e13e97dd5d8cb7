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
  teams: {
    description:
      'Menschen, die an denselben Datensätzen arbeiten. Wer zu einem Team gehört, erreicht auch alle Teams darunter.',
    name: 'Name',
    notes: 'Notizen',
    parent: 'Übergeordnetes Team',
    plural: 'Teams',
    singular: 'Team',
  },
  userRoles: {
    description:
      'Weitere Rollen eines Benutzers neben seiner Hauptrolle. Von allen Rollen gilt jeweils das weiteste Recht.',
    plural: 'Weitere Rollen',
    role: 'Rolle',
    singular: 'Weitere Rolle',
    user: 'Benutzer',
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
    team: 'Team',
    timeZone: 'Zeitzone',
    timeZoneDescription: 'Wie in Europe/Berlin. Leer gilt die des Unternehmens.',
    title: 'Position',
  },
} as const
