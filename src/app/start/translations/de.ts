/** German texts of setting up a new tenant. */
export const de = {
  dataText: 'Das andere können Sie später nachholen.',
  demo: 'Beispieldaten',
  demoFailed: 'Die Beispieldaten konnten nicht angelegt werden.',
  demoText: 'Firmen, Kontakte und Geschäfte zum Umsehen.',
  empty: 'Leer beginnen',
  emptyText: 'Die ersten Datensätze selbst eingeben.',
  filling: 'Die Beispieldaten werden angelegt …',
  heading: 'Einrichten',
  import: 'Datei importieren',
  importText: 'Mitbringen, was Sie haben, aus CSV oder Excel.',
  next: 'Weiter',
  peopleText:
    'Jede Person bekommt eine Mail mit einem Link. Weitere können Sie jederzeit einladen.',
  skip: 'Überspringen',
  step: { company: 'Ihr Unternehmen', data: 'Ihre Daten', people: 'Ihr Team' },
  steps: 'Schritte der Einrichtung',
  text: 'Drei Schritte, die Sie alle überspringen können. Alles lässt sich später in den Einstellungen ändern.',
  welcome: 'Willkommen, {name}',
} as const
