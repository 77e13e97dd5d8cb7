/** German texts of the description of the API. */
export const de = {
  after: 'Der `nextCursor` der Seite davor.',
  before: 'Der `prevCursor` der Seite danach.',
  bulk: 'Bis zu 1.000 Vorgänge auf einmal mit einem wahren Ergebnis für jeden, in der gesendeten Reihenfolge; mehr davon, bis zu 50.000, oder eine Bedingung, die mehr Datensätze trifft, werden ein Auftrag (202).',
  by: 'Ein Feld oder zwei, durch ein Komma getrennt.',
  collections: 'Sammlungen, durch Kommas getrennt.',
  description:
    'Die Datensätze dieses Arbeitsbereichs. Beträge sind ganze Zahlen in der kleinsten Einheit, Tage YYYY-MM-DD, Zeitpunkte ISO 8601. Anmelden mit POST /api/auth/login, oder ein API-Schlüssel, jeweils als Bearer-Token.',
  demo: 'Füllt einen neuen Arbeitsbereich, einen ohne Datensätze, mit Demodaten.',
  disposition: '`inline` zeigt ein Bild; alles andere wird gespeichert.',
  entryBefore: 'Die Id des letzten Eintrags der Seite davor.',
  erase:
    'Entfernt eine Person für immer: den Datensatz, was zu ihm gehört, und seine Werte, wo immer sie stehen. `name` wiederholt den Namen des Datensatzes.',
  limit: 'Datensätze je Seite; höchstens 200.',
  linked:
    'Datensätze, mit denen diese verknüpft sind, nach ihren Ids: `in`, `not_in`, `equals`, `not_equals`, `exists`; ein Feld von ihnen steht als Pfad, wie in `where[tags.name][equals]`.',
  mine: '`true`: nur, was Sie selbst getan haben. Mehr sehen andere ohne `records.undo` nicht.',
  notificationsRead:
    'Merkt die eigenen Benachrichtigungen als gelesen: die genannten, oder ohne `ids` alle.',
  once: 'Derselbe Schlüssel mit derselben Anfrage wirkt innerhalb von 24 Stunden einmal.',
  outcome:
    'Nur die Zeilen mit diesem Ergebnis; `near`: Zeilen mit einem Wert, der einem vorhandenen nahekommt.',
  page: 'Ab 1 gezählt.',
  pagination: '`false` lässt die Gesamtzahl weg.',
  personalData: 'Alles, was über eine Person gespeichert ist.',
  recordId: 'Die Id des Datensatzes, an dem die Datei hängt.',
  screenInput:
    'Was die Ansicht gefragt wird, als JSON; welche Schlüssel es gibt, hängt von der Ansicht ab.',
  screens:
    'Was eine Ansicht der Person zeigt. Die Antwort ist für die Ansichten dieser Version gemacht und kann sich mit ihnen ändern.',
  seconds: 'Wie lange der Link gilt; höchstens 3600.',
  sheet: 'Bei einer Arbeitsmappe: das Blatt, das gelesen wird.',
  sort: 'Felder, durch Kommas getrennt; ein `-` davor dreht die Reihenfolge um.',
  status200: 'Erledigt.',
  status201: 'Angelegt.',
  status202: 'Angenommen; ein Auftrag arbeitet weiter daran.',
  status204: 'Erledigt; es gibt nichts zu sagen.',
  status400: 'Etwas in der Anfrage ist nicht zu verstehen.',
  status401: 'Niemand ist angemeldet.',
  status403: 'Die Rollen der Person erlauben es nicht.',
  status404: 'Hier ist nichts dieser Art, das die Person sehen darf.',
  status409: 'Es steht gegen etwas, das schon da ist.',
  status410: 'Es war da, wird aber nicht mehr aufbewahrt.',
  status413: 'Der Inhalt ist zu groß.',
  status415: 'Ein Inhalt dieser Art wird hier nicht angenommen.',
  status416: 'Der gewünschte Teil liegt außerhalb der Datei.',
  status422: 'Eine Regel lehnt es ab.',
  status424: 'Etwas, wovon es abhängt, antwortet nicht.',
  status429: 'Zu viele Anfragen; `Retry-After` sagt, wann es weitergeht.',
  status503: 'Im Moment nicht; dieselbe Anfrage darf noch einmal gesendet werden.',
  trash: 'Auch Datensätze im Papierkorb, oder nur diese.',
  undo: 'Nimmt zurück, was ein Stapel geändert hat, Datensatz für Datensatz; was andere seither geändert haben, bleibt und wird genannt.',
  verify: 'Sucht den Nachweis im DNS.',
  version:
    'Die Version, von der die Änderung ausging; ist es inzwischen eine andere, wird mit 409 abgelehnt.',
  where:
    'Bedingungen als `where[feld][operator]=wert`, mit `where[and][0]…` und `where[or][0]…` darum; ein Feld eines verknüpften Datensatzes steht als Pfad.',
  why: 'Sagt Rolle für Rolle, warum eine Person etwas mit einem Datensatz tun darf oder nicht und eines seiner Felder sieht und schreibt.',
  words: 'Wörter in beliebiger Reihenfolge.',
} as const
