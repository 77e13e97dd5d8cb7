import { addressSynonyms } from './address.ts'
import type { Synonyms } from './types.ts'

/** What contacts are called in files. */
export const contactsSynonyms: Synonyms = {
  fields: {
    ...addressSynonyms,
    company: [
      'company',
      'account',
      'company name',
      'account name',
      'organization',
      'organisation',
      'employer',
      'firma',
      'unternehmen',
    ],
    description: ['description', 'notes', 'comment', 'beschreibung', 'notizen'],
    email: ['email', 'e mail', 'mail', 'email address', 'e mail address', 'email 1'],
    firstName: ['first name', 'firstname', 'given name', 'forename', 'vorname'],
    'firstName:whole': [
      'name',
      'full name',
      'contact',
      'contact name',
      'person',
      'ansprechpartner',
    ],
    lastName: ['last name', 'lastname', 'surname', 'family name', 'nachname'],
    mobile: [
      'mobile',
      'mobile phone',
      'cell',
      'cell phone',
      'mobile number',
      'phone 2',
      'handy',
      'mobil',
    ],
    owner: ['owner', 'contact owner', 'sales rep', 'assigned to', 'betreuer'],
    phone: ['phone', 'telephone', 'phone number', 'phone 1', 'work phone', 'tel', 'telefon'],
    subscribedOn: [
      'subscribed',
      'subscription date',
      'subscribed on',
      'opt in date',
      'sign up date',
      'signup date',
    ],
    title: ['title', 'job title', 'position', 'role', 'function', 'contact title', 'funktion'],
    website: ['website', 'web site', 'homepage', 'url', 'web'],
  },
  nouns: ['contact', 'customer', 'person', 'lead', 'kontakt', 'kunden'],
}
