/** English texts of the platform module. */
export const en = {
  module: 'Platform',
  navigation: { settings: 'Settings' },
  roles: {
    builtIn: 'Built in',
    permissions: 'Permissions',
    plural: 'Roles',
    singular: 'Role',
  },
  teams: {
    description:
      'People who work on the same records. Whoever belongs to a team also reaches all teams below it.',
    name: 'Name',
    notes: 'Notes',
    parent: 'Parent team',
    plural: 'Teams',
    singular: 'Team',
  },
  userRoles: {
    description:
      'Further roles of a user beside their main one. Of all roles the furthest right holds.',
    plural: 'Further roles',
    role: 'Role',
    singular: 'Further role',
    user: 'User',
  },
  users: {
    account: 'Account',
    description:
      'People of this business. A placeholder owns records but cannot sign in until invited.',
    email: 'E-mail',
    kind: 'Kind',
    kinds: { portal: 'Portal', staff: 'Staff' },
    locale: 'Language',
    locales: { de: 'German', en: 'English' },
    manager: 'Manager',
    name: 'Name',
    office: 'Office',
    plural: 'Users',
    role: 'Role',
    singular: 'User',
    status: 'Status',
    statuses: {
      active: 'Active',
      disabled: 'Disabled',
      invited: 'Invited',
      placeholder: 'Placeholder',
    },
    team: 'Team',
    timeZone: 'Time zone',
    timeZoneDescription: 'As in Europe/Berlin. Left empty, that of the business counts.',
    title: 'Title',
  },
} as const
