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
    audit: 'Anmeldungen',
    auditColumns: {
      browser: 'Browser',
      network: 'Netz',
      what: 'Was',
      when: 'Wann',
      who: 'Wer',
    },
    auditEmpty: 'Es wurde noch nichts vermerkt.',
    auditKinds: {
      factorOff: 'Zweiter Faktor ausgeschaltet',
      factorOn: 'Zweiter Faktor eingeschaltet',
      factorReset: 'Zweiter Faktor zurückgesetzt',
      passwordChanged: 'Passwort geändert',
      signInFailed: 'Anmeldung gescheitert',
      signInSucceeded: 'Angemeldet',
      signOut: 'Abgemeldet',
    },
    back: 'Zurück zu den Mandanten',
    create: 'Neuer Mandant',
    created: 'Angelegt',
    createSubmit: 'Mandant anlegen',
    empty: 'Keine Mandanten gefunden.',
    factorMissing: 'Dafür braucht Ihr eigenes Login einen zweiten Faktor.',
    find: 'Suchen',
    findByMail: 'Adressen senden',
    findDone: 'Wenn diese Adresse hier bekannt ist, ist eine E-Mail mit den Adressen unterwegs.',
    findIntro:
      'Sie kennen die Adresse nicht? Wir senden Ihnen die Adressen, bei denen Sie sich anmelden können.',
    findTenant: 'Sie arbeiten bei einem Mandanten? Gehen Sie zu seiner Adresse.',
    go: 'Weiter',
    heading: 'Mandanten',
    name: 'Name',
    newest: 'Neueste',
    next: 'Weiter',
    notes: {
      created: 'Der Mandant {slug} wurde angelegt.',
      resumed: 'Der Mandant {slug} arbeitet wieder.',
      suspended: 'Der Mandant {slug} ist gesperrt: Niemand kann sich dort anmelden.',
    },
    older: 'Ältere',
    ownerEmail: 'E-Mail der Inhaberin oder des Inhabers',
    ownerName: 'Name der Inhaberin oder des Inhabers',
    ownerPassword: 'Erstes Passwort dafür',
    page: '{from} bis {to} von {total}',
    people: 'Menschen',
    platform: 'Plattform',
    previous: 'Zurück',
    reset: {
      code: 'Code Ihrer eigenen Authenticator-App',
      done: 'Der zweite Faktor ist zurückgesetzt. Die Person wurde überall abgemeldet und hat eine E-Mail bekommen.',
      email: 'E-Mail der Person',
      heading: 'Verlorenen zweiten Faktor zurücksetzen',
      intro:
        'Für jemanden, der die Authenticator-App und die Ersatzcodes verloren hat. Stellen Sie sicher, dass wirklich diese Person fragt: Danach genügt ihr Passwort zum Anmelden.',
      submit: 'Zweiten Faktor zurücksetzen',
    },
    resume: 'Entsperren',
    search: 'Name oder Kurzname',
    setUp:
      'Bisher verwaltet nur das Demo-Login diese Installation. Geben Sie ein eigenes Login an: Es verwaltet von nun an die Plattform.',
    setUpDone: 'Ihr Login für die Plattform ist angelegt. Melden Sie sich damit an.',
    setUpEmail: 'Ihre E-Mail',
    setUpHeading: 'Login für die Plattform festlegen',
    setUpPassword: 'Ihr Passwort für die Plattform',
    setUpSubmit: 'Login festlegen',
    signIn: 'Anmelden',
    slug: 'Kurzname',
    slugHint: 'Kleinbuchstaben, Ziffern und Bindestriche; Teil der Adresse.',
    status: 'Status',
    statuses: { active: 'Aktiv', suspended: 'Gesperrt' },
    support: {
      heading: 'Hilfe bei {tenant}',
      intro:
        'Sie kommen für {minutes} Minuten. Der Mandant sieht Ihren Namen, Ihren Grund und was Sie ändern, und kann den Besuch beenden.',
      link: 'Hilfe',
      off: '{tenant} erlaubt keine Hilfe. Die Administration kann sie in den Einstellungen erlauben.',
      read: '{tenant} lässt die Hilfe Datensätze ansehen und nichts ändern.',
      reason: 'Grund',
      reasonHint: 'Steht im Protokoll des Mandanten.',
      submit: 'Hilfe beginnen',
      write: '{tenant} lässt die Hilfe Datensätze ansehen und ändern.',
    },
    suspend: 'Sperren',
  },
  errors: {
    AUTH_OTHER:
      'Das hat nicht geklappt. Prüfen Sie Ihre Eingaben und versuchen Sie es noch einmal.',
    IDENTITY_ACCOUNT_MISSING: 'Niemand hat ein Konto mit dieser E-Mail-Adresse.',
    IDENTITY_BUSY:
      'Gerade melden sich zu viele Menschen an. Versuchen Sie es in einigen Sekunden noch einmal.',
    IDENTITY_CHALLENGE_OVER:
      'Diese Anmeldung hat zu lange gedauert oder ist schon erledigt. Melden Sie sich neu an.',
    IDENTITY_CODE_INVALID:
      'Dieser Link wurde schon benutzt oder ist abgelaufen. Fordern Sie einen neuen an.',
    IDENTITY_CODE_WRONG:
      'Dieser Code stimmt nicht oder wurde schon benutzt. Warten Sie auf den nächsten.',
    IDENTITY_CREDENTIALS_WRONG: 'Die E-Mail-Adresse oder das Passwort stimmt nicht.',
    IDENTITY_EMAIL_INVALID: 'An diese E-Mail-Adresse kann nichts gesendet werden.',
    IDENTITY_PASSWORD_WEAK:
      'Wählen Sie ein Passwort mit mindestens {minimum} Zeichen, das weder Ihre E-Mail-Adresse noch allgemein bekannt ist.',
    IDENTITY_PLATFORM_STAFF_NEEDED:
      'Geben Sie ein eigenes Login für die Plattform an, bevor der erste echte Mandant angelegt wird.',
    IDENTITY_SECOND_FACTOR_MISSING: 'Diese Person hat keinen zweiten Faktor.',
    IDENTITY_SECOND_FACTOR_OWN:
      'Ihren eigenen zweiten Faktor schalten Sie auf seiner Seite aus, mit Passwort und Code.',
    IDENTITY_SIGN_IN_BLOCKED:
      'Zu viele fehlgeschlagene Versuche. Versuchen Sie es in {seconds} Sekunden noch einmal.',
    IDENTITY_STAFF_FACTOR_MISSING: 'Dafür braucht Ihr eigenes Login einen zweiten Faktor.',
    IDENTITY_SUPPORT_FACTOR_MISSING:
      'Für die Hilfe braucht Ihr eigenes Login einen zweiten Faktor.',
    IDENTITY_SUPPORT_OFF: 'Dieser Mandant erlaubt keine Hilfe.',
    IDENTITY_TENANT_SUSPENDED: 'Dieser Arbeitsbereich ist gesperrt.',
    OIDC_ANSWER_INVALID:
      'Die Antwort des Anmeldedienstes hält nicht stand. Beginnen Sie noch einmal.',
    OIDC_DENIED:
      'Der Anmeldedienst hat Sie nicht durchgelassen. Beginnen Sie noch einmal oder fragen Sie, wer ihn verwaltet.',
    OIDC_EMAIL_DOMAIN_REFUSED:
      'Mit dieser E-Mail-Adresse meldet man sich hier nicht auf diesem Weg an.',
    OIDC_EMAIL_UNVERIFIED:
      'Der Anmeldedienst bürgt nicht für Ihre E-Mail-Adresse. Lassen Sie sie dort zuerst bestätigen.',
    OIDC_ENROLMENT_REFUSED:
      'Ihr Konto wird auch anderswo benutzt. Melden Sie sich mit seinem Passwort an, um einen zweiten Faktor einzurichten.',
    OIDC_LINKED_ELSEWHERE:
      'Diese Person ist schon mit jemand anderem beim Anmeldedienst verknüpft. Fragen Sie die Administration.',
    OIDC_NOT_MEMBER:
      'Sie gehören nicht zu diesem Arbeitsbereich oder dürfen nicht hinein. Bitten Sie die Administration um eine Einladung.',
    OIDC_PASSWORD_REFUSED:
      'In diesem Arbeitsbereich meldet man sich über seinen Anmeldedienst an. Nehmen Sie den Knopf auf dieser Seite.',
    OIDC_PROVIDER_MISSING: 'Diesen Anmeldedienst gibt es hier nicht.',
    OIDC_STATE_INVALID:
      'Diese Anmeldung hat zu lange gedauert, ist schon erledigt oder begann in einem anderen Browser. Beginnen Sie noch einmal.',
    OIDC_UNREACHABLE:
      'Der Anmeldedienst antwortet nicht, wie er soll. Versuchen Sie es später noch einmal.',
    SERVER_PLATFORM_LOGIN_EXISTS:
      'Die Plattform hat schon ein eigenes Login. Melden Sie sich damit an.',
    TENON_TENANT_SLUG_INVALID:
      'Nehmen Sie 1 bis 63 Kleinbuchstaben, Ziffern und Bindestriche; manche Wörter sind vergeben.',
    TENON_TENANT_SLUG_TAKEN: 'Es gibt schon einen Mandanten mit diesem Kurznamen.',
  },
  factor: {
    activated: 'Ihr zweiter Faktor ist an. Andere Browser wurden abgemeldet.',
    active: 'Ihr zweiter Faktor ist an. Übrige Notfallcodes: {count}.',
    again: 'Von vorn beginnen',
    begin: 'Authenticator-App einrichten',
    beginIntro:
      'Mit einem zweiten Faktor brauchen Sie zum Anmelden Ihr Passwort und einen Code, den eine App auf Ihrem Telefon zeigt.',
    code: 'Code',
    codeHeading: 'Code eingeben',
    codeHint: 'Sechs Ziffern, oder ein Notfallcode, wenn Sie die App verloren haben.',
    codeIntro: 'Öffnen Sie Ihre Authenticator-App und geben Sie den angezeigten Code ein.',
    confirm: 'Einschalten',
    goOn: 'Weiter',
    heading: 'Zweiter Faktor',
    platform: 'Plattform',
    recoveryIntro:
      'Bewahren Sie diese Notfallcodes sicher auf. Jeder meldet Sie einmal an, wenn Sie die App verlieren. Sie werden nicht noch einmal gezeigt.',
    remove: 'Ausschalten',
    removed: 'Ihr zweiter Faktor ist aus.',
    scan: 'Scannen Sie dies mit Ihrer Authenticator-App.',
    type: 'Oder tippen Sie dort ein:',
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
    provider: 'Anmelden mit {label}',
    submit: 'Anmelden',
  },
  logout: { heading: 'Abmelden?', submit: 'Abmelden' },
  reset: {
    heading: 'Neues Passwort wählen',
    intro: 'Sie werden überall abgemeldet.',
    submit: 'Passwort ändern',
  },
  support: {
    leave: 'Support beenden',
    read: 'Sie sehen {tenant} als Support, bis {until}. Sie können nichts ändern.',
    write: 'Sie arbeiten als Support in {tenant}, bis {until}. Jede Änderung wird festgehalten.',
  },
  suspended: {
    heading: 'Dieser Arbeitsbereich ist gesperrt',
    intro:
      'Zurzeit kann sich niemand anmelden. Ihre Daten bleiben erhalten. Fragen Sie Ihren Anbieter.',
  },
  workspaces: {
    heading: 'Ihre Arbeitsbereiche',
    intro:
      'Jeder Link gilt einmal und eine Minute lang. Danach melden Sie sich hier noch einmal an.',
  },
} as const
