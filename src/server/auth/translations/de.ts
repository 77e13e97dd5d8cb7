/** The German texts of the pages for signing in and of the platform console. */
export const de = {
  accept: {
    heading: 'Willkommen bei {tenant}',
    intro: 'Sie wurden als {email} eingeladen. Wählen Sie ein Passwort, um zu beginnen.',
    introKnown:
      'Sie wurden als {email} eingeladen. Melden Sie sich mit dem Passwort an, das Sie schon haben.',
    submit: 'Beginnen',
  },
  console: {
    address: 'Adresse',
    create: 'Neuer Mandant',
    created: 'Angelegt',
    createSubmit: 'Mandant anlegen',
    empty: 'Keine Mandanten gefunden.',
    find: 'Suchen',
    findTenant: 'Sie arbeiten bei einem Mandanten? Gehen Sie zu seiner Adresse.',
    go: 'Weiter',
    heading: 'Mandanten',
    name: 'Name',
    next: 'Weiter',
    notes: {
      created: 'Der Mandant {slug} wurde angelegt.',
      resumed: 'Der Mandant {slug} arbeitet wieder.',
      suspended: 'Der Mandant {slug} ist gesperrt: Niemand kann sich dort anmelden.',
    },
    ownerEmail: 'E-Mail der Inhaberin oder des Inhabers',
    ownerName: 'Name der Inhaberin oder des Inhabers',
    ownerPassword: 'Erstes Passwort dafür',
    page: '{from} bis {to} von {total}',
    platform: 'Plattform',
    previous: 'Zurück',
    resume: 'Entsperren',
    search: 'Name oder Kurzname',
    setUp:
      'Bisher verwaltet nur das Demo-Login diese Installation. Geben Sie ein eigenes Login an: Es verwaltet von nun an die Plattform.',
    setUpEmail: 'Ihre E-Mail',
    setUpPassword: 'Ihr Passwort für die Plattform',
    signIn: 'Bei der Plattform anmelden',
    slug: 'Kurzname',
    slugHint: 'Kleinbuchstaben, Ziffern und Bindestriche; Teil der Adresse.',
    status: 'Status',
    statuses: { active: 'Aktiv', suspended: 'Gesperrt' },
    suspend: 'Sperren',
  },
  errors: {
    AUTH_OTHER:
      'Das hat nicht geklappt. Prüfen Sie Ihre Eingaben und versuchen Sie es noch einmal.',
    IDENTITY_BUSY:
      'Gerade melden sich zu viele Menschen an. Versuchen Sie es in einigen Sekunden noch einmal.',
    IDENTITY_CODE_INVALID:
      'Dieser Link wurde schon benutzt oder ist abgelaufen. Fordern Sie einen neuen an.',
    IDENTITY_CREDENTIALS_WRONG: 'Die E-Mail-Adresse oder das Passwort stimmt nicht.',
    IDENTITY_EMAIL_INVALID: 'An diese E-Mail-Adresse kann nichts gesendet werden.',
    IDENTITY_PASSWORD_WEAK:
      'Wählen Sie ein Passwort mit mindestens {minimum} Zeichen, das weder Ihre E-Mail-Adresse noch allgemein bekannt ist.',
    IDENTITY_PLATFORM_STAFF_NEEDED:
      'Geben Sie ein eigenes Login für die Plattform an, bevor der erste echte Mandant angelegt wird.',
    IDENTITY_SIGN_IN_BLOCKED:
      'Zu viele fehlgeschlagene Versuche. Versuchen Sie es in {seconds} Sekunden noch einmal.',
    IDENTITY_TENANT_SUSPENDED: 'Dieser Arbeitsbereich ist gesperrt.',
    TENON_TENANT_SLUG_INVALID:
      'Nehmen Sie 1 bis 63 Kleinbuchstaben, Ziffern und Bindestriche; manche Wörter sind vergeben.',
    TENON_TENANT_SLUG_TAKEN: 'Es gibt schon einen Mandanten mit diesem Kurznamen.',
  },
  fields: {
    email: 'E-Mail',
    name: 'Ihr Name',
    newPassword: 'Neues Passwort',
    password: 'Passwort',
    passwordHint: 'Mindestens {minimum} Zeichen.',
  },
  forgot: {
    done: 'Wenn diese Adresse hier bekannt ist, ist eine E-Mail mit einem Link unterwegs.',
    heading: 'Passwort vergessen?',
    intro: 'Wir senden Ihnen einen Link, mit dem Sie ein neues wählen.',
    submit: 'Link senden',
  },
  login: {
    demo: 'Demo-Logins, Passwort {password}:',
    forgot: 'Passwort vergessen?',
    heading: 'Anmelden',
    passwordChanged: 'Ihr Passwort wurde geändert. Melden Sie sich damit an.',
    submit: 'Anmelden',
  },
  logout: { heading: 'Abmelden?', submit: 'Abmelden' },
  reset: {
    heading: 'Neues Passwort wählen',
    intro: 'Sie werden überall abgemeldet.',
    submit: 'Passwort ändern',
  },
  suspended: {
    heading: 'Dieser Arbeitsbereich ist gesperrt',
    intro:
      'Zurzeit kann sich niemand anmelden. Ihre Daten bleiben erhalten. Fragen Sie Ihren Anbieter.',
  },
} as const
