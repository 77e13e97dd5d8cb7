/** The German texts of identity. */
export const de = {
  mail: {
    factor: {
      action: 'Einen neuen einrichten',
      body: '{inviter} hat Ihren zweiten Faktor für {tenant} zurückgesetzt, und Sie wurden überall abgemeldet. Ab jetzt genügt Ihr Passwort zum Anmelden.',
      footer:
        'Wenn Sie nicht darum gebeten haben, ändern Sie Ihr Passwort und sagen Sie es Ihrer Administration.',
      subject: 'Ihr zweiter Faktor für {tenant} wurde zurückgesetzt',
    },
    greeting: 'Guten Tag {name},',
    invite: {
      action: 'Einladung annehmen',
      body: '{inviter} lädt Sie ein, in {tenant} mitzuarbeiten.',
      footer:
        'Der Link gilt sieben Tage. Wenn Sie nicht wissen, worum es geht, ignorieren Sie diese E-Mail.',
      subject: '{inviter} lädt Sie zu {tenant} ein',
    },
    reset: {
      action: 'Neues Passwort wählen',
      body: 'Jemand, vermutlich Sie, hat ein neues Passwort für {tenant} angefordert.',
      footer:
        'Der Link gilt 30 Minuten und nur einmal. Wenn Sie das nicht waren, ignorieren Sie diese E-Mail: Ihr Passwort bleibt, wie es ist.',
      subject: 'Neues Passwort für {tenant}',
    },
    workspaces: {
      body: 'Hier können Sie arbeiten:',
      footer:
        'Jemand, vermutlich Sie, hat diese Liste angefordert. Wenn Sie das nicht waren, ignorieren Sie diese E-Mail.',
      subject: 'Ihre Arbeitsbereiche',
    },
  },
} as const
