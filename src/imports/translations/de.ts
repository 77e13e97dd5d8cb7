import type { SameTexts } from '../../kernel/i18n/index.ts'
import type { en } from './en.ts'

/** German texts of the import. */
export const de: SameTexts<typeof en> = {
  command: {
    cancelled: 'Der Import wurde abgebrochen; die bis dahin geschriebenen Zeilen bleiben.',
    column: '  {column} → {target}',
    columns: 'Spalten von {file} ({rows} Zeilen):',
    difference: '  Zeile {row}, {field}: {before} → {after}',
    differences: 'Unterschiede zu vorhandenen Datensätzen:',
    done: '{created} angelegt, {updated} geändert, {skipped} unverändert oder leer, {failed} fehlerhaft.',
    dryRun: 'Probelauf: es wird nichts geschrieben.',
    errorFile: 'Alle Fehler: {file}',
    errors: 'Fehler:',
    externalId: 'fremde Kennung',
    failed: 'Der Import ist gescheitert: {message}',
    incomplete: '{count} Zeilen wurden ohne einen Bezug geschrieben, der sich nicht auflösen ließ.',
    missingCreated: 'Nebenbei angelegt: {list}.',
    moreErrors: '  … und {count} weitere',
    nearMiss: '  {column}: „{value}“ ({rows} Zeilen) ist nahe an „{suggestion}“',
    nearMisses:
      'Wohl ist etwas Vorhandenes gemeint; eine Zuordnung sagt es mit "values": {"Spalte": {"geschrieben": "gemeint"}}:',
    note: 'Hinweis: {message}',
    progress: '{done} von {total} Zeilen',
    recipes: 'Für Dateien mit diesen Spalten aufgehoben (mit --recipe nehmen): {names}',
    rowError: '  Zeile {row}: {message}',
    rowErrorColumn: '  Zeile {row}, {column}: {message}',
    unused: 'nicht importiert',
    wouldBe:
      'Der Import ergäbe: {created} angelegt, {updated} geändert, {skipped} unverändert oder leer, {failed} fehlerhaft.',
  },
  notes: {
    columnsLeftOut: 'Diese Spalten passen zu keinem Feld und bleiben weg: {columns}.',
    dateDayFirst: 'Die Daten in „{column}“ sind mehrdeutig; der Tag gilt als zuerst genannt.',
    dateMonthFirst: 'Die Daten in „{column}“ sind mehrdeutig; der Monat gilt als zuerst genannt.',
    decimalAssumed: 'Die Zahlen in „{column}“ sind mehrdeutig; „{sign}“ gilt als Dezimalzeichen.',
    naturalKey:
      'Eine Zeile, deren {field} ein vorhandener Datensatz hat, ändert diesen. Der Schlüssel „none“ legt alle Zeilen neu an.',
  },
}
