/** The English texts of identity. */
export const en = {
  mail: {
    factor: {
      action: 'Set up a new one',
      body: '{inviter} has reset your second factor for {tenant}, and you have been signed out everywhere. From now on your password alone signs you in.',
      footer: 'If you did not ask for this, change your password and tell your administrator.',
      subject: 'Your second factor for {tenant} was reset',
    },
    greeting: 'Hello {name},',
    invite: {
      action: 'Accept the invitation',
      body: '{inviter} invites you to work in {tenant}.',
      footer:
        'The link holds for seven days. If you do not know what this is about, ignore this mail.',
      subject: '{inviter} invites you to {tenant}',
    },
    reset: {
      action: 'Choose a new password',
      body: 'Somebody, probably you, asked for a new password for {tenant}.',
      footer:
        'The link holds for 30 minutes and works once. If it was not you, ignore this mail: your password stays as it is.',
      subject: 'A new password for {tenant}',
    },
    workspaces: {
      body: 'You can work here:',
      footer: 'Somebody, probably you, asked for this list. If it was not you, ignore this mail.',
      subject: 'Your workspaces',
    },
  },
} as const
