import type { Synonyms } from './types.ts'

/** What users are called in files. */
export const usersSynonyms: Synonyms = {
  fields: {
    email: ['email', 'e mail', 'mail', 'email address', 'login'],
    locale: ['locale', 'language', 'sprache'],
    manager: [
      'manager',
      'reports to',
      'supervisor',
      'boss',
      'team lead',
      'vorgesetzter',
      'vorgesetzte',
    ],
    name: [
      'name',
      'full name',
      'user',
      'user name',
      'sales agent',
      'agent',
      'sales rep',
      'representative',
      'employee',
      'mitarbeiter',
    ],
    'name:first': ['first name', 'firstname', 'given name', 'forename', 'vorname'],
    'name:last': ['last name', 'lastname', 'surname', 'family name', 'nachname'],
    office: ['office', 'regional office', 'team', 'location', 'branch', 'standort', 'buro'],
    title: ['title', 'job title', 'position', 'funktion'],
  },
  nouns: ['user', 'employee', 'agent', 'sales agent', 'mitarbeiter'],
}
