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
    title: 'Title',
  },
} as const
