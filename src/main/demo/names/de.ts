import type { DemoNames } from './types.ts'

/** Names and places of the German demo tenant. */
export const de: DemoNames = {
  companyEndings: ['GmbH', 'AG', 'KG', 'GmbH & Co. KG', 'eG', 'OHG'],
  companyHeads: [
    ...['Alsterland', 'Brückner', 'Cordes', 'Drewitz', 'Eichhof', 'Feldmann', 'Grünthal'],
    ...['Hansen', 'Immenhof', 'Jürgens', 'Kaltenbach', 'Lindner', 'Möller', 'Nordlicht'],
    ...['Ostermann', 'Petersen', 'Rotenburg', 'Süderelbe', 'Tannhäuser', 'Wiesenthal'],
  ],
  companyTrades: [
    ...['Feinkost', 'Maschinenbau', 'Logistik', 'Verpackungen', 'Gastronomie'],
    ...['Getränke', 'Großhandel'],
  ],
  firstNames: [
    ...['Anja', 'Bernd', 'Clara', 'Dieter', 'Elif', 'Felix', 'Greta', 'Hannes', 'Ines'],
    ...['Jörg', 'Katharina', 'Lars', 'Miriam', 'Niels', 'Olga', 'Paul', 'Renate'],
    ...['Sören', 'Tülay', 'Ulrike', 'Volker', 'Wiebke', 'Yannik'],
  ],
  industries: ['Lebensmittel', 'Gastronomie', 'Logistik', 'Handel', 'Maschinenbau', 'Hotellerie'],
  jobTitles: [
    ...['Einkaufsleitung', 'Geschäftsführung', 'Küchenleitung', 'Leitung IT'],
    ...['Filialleitung', 'Leitung Finanzen', 'Projektleitung', 'Assistenz'],
  ],
  lastNames: [
    ...['Ahrens', 'Böhm', 'Çelik', 'Dietrich', 'Engel', 'Fröhlich', 'Götz', 'Hoffmann'],
    ...['Jansen', 'Krüger', 'Lehmann', 'Meißner', 'Neumann', 'Oswald', 'Pohl', 'Richter'],
    ...['Schäfer', 'Thomsen', 'Vogt', 'Wagner', 'Yıldız', 'Zimmermann'],
  ],
  lostReasons: ['Preis', 'Mitbewerb gewählt', 'Kein Budget', 'Vorhaben gestoppt', 'Keine Antwort'],
  noteFile: 'Notizen',
  phonePrefix: '+49 30 23125 ',
  places: [
    { city: 'Hamburg', country: 'Deutschland', postalCode: '20095', region: 'Hamburg' },
    { city: 'Berlin', country: 'Deutschland', postalCode: '10115', region: 'Berlin' },
    { city: 'Köln', country: 'Deutschland', postalCode: '50667', region: 'Nordrhein-Westfalen' },
    { city: 'München', country: 'Deutschland', postalCode: '80331', region: 'Bayern' },
    { city: 'Wien', country: 'Österreich', postalCode: '1010', region: 'Wien' },
    { city: 'Zürich', country: 'Schweiz', postalCode: '8001', region: 'Zürich' },
  ],
  products: [
    { name: 'Röstkaffee, Sack 15 kg', price: 21_900, series: 'Kaffee und Tee' },
    { name: 'Darjeeling, Kiste', price: 14_850, series: 'Kaffee und Tee' },
    { name: 'Olivenöl, Kanister 5 l', price: 5_490, series: 'Feinkost' },
    { name: 'Bergkäse, Laib', price: 18_700, series: 'Feinkost' },
    { name: 'Räucherlachs, Seite', price: 4_690, series: 'Feinkost' },
    { name: 'Apfelschorle, Palette', price: 49_500, series: 'Getränke' },
    { name: 'Mineralwasser, Palette', price: 31_200, series: 'Getränke' },
    { name: 'Gewürzsortiment, groß', price: 12_990, series: 'Gewürze' },
    { name: 'Kühlregal, Monatsmiete', price: 28_000, series: 'Leistungen' },
    { name: 'Lieferung am selben Tag', price: 6_900, series: 'Leistungen' },
    { name: 'Sortimentsberatung, Tag', price: 88_000, series: 'Leistungen' },
    { name: 'Verkostung vor Ort', price: 45_000, series: 'Leistungen' },
  ],
  reps: ['Birgit Sommer', 'Christoph Brandt', 'Deniz Arslan', 'Eva Lorenz', 'Frank Petersen'],
  repTitle: 'Vertrieb Außendienst',
  streets: ['Hauptstraße', 'Lange Reihe', 'Am Markt', 'Gartenweg', 'Hafenstraße', 'Lindenallee'],
  streetPattern: '{street} {number}',
  subjects: {
    call: ['Anruf wegen offener Fragen', 'Nachfassen', 'Anruf zur Terminabstimmung'],
    email: ['Prospekt geschickt', 'Technische Fragen beantwortet', 'Neues Angebot geschickt'],
    meeting: ['Erstes Gespräch', 'Vorführung vor Ort', 'Verhandlung mit dem Einkauf'],
    note: [
      'Budget fällt im Frühjahr',
      'Ein Wettbewerber ist im Rennen',
      'Betriebsrat muss zustimmen',
    ],
    task: ['Angebot vorbereiten', 'Lieferzeiten prüfen', 'Referenzen erfragen', 'Vertrag schicken'],
  },
  teams: ['Vertrieb', 'Vertrieb Nord', 'Vertrieb Süd'],
  tags: ['Großkunde', 'Messe', 'Rundbrief', 'Referenz', 'Zahlt spät', 'Ehemaliger Kunde'],
}
