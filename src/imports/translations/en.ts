/** English texts of the import. */
export const en = {
  command: {
    cancelled: 'The import was cancelled; the rows written so far stay.',
    column: '  {column} → {target}',
    columns: 'Columns of {file} ({rows} rows):',
    done: '{created} created, {updated} updated, {skipped} unchanged or blank, {failed} failed.',
    dryRun: 'Dry run: nothing is written.',
    errorFile: 'All errors: {file}',
    errors: 'Errors:',
    externalId: 'outside id',
    failed: 'The import failed: {message}',
    incomplete: '{count} rows were written without a reference that could not be followed.',
    missingCreated: 'Created on the way: {list}.',
    moreErrors: '  … and {count} more',
    nearMiss: '  {column}: "{value}" ({rows} rows) is close to "{suggestion}"',
    nearMisses:
      'Probably meant something that exists; a map says so with "values": {"column": {"written": "meant"}}:',
    note: 'Note: {message}',
    progress: '{done} of {total} rows',
    recipes: 'Kept for files with these columns (take one with --recipe): {names}',
    rowError: '  row {row}: {message}',
    rowErrorColumn: '  row {row}, {column}: {message}',
    unused: 'not imported',
    wouldBe:
      'The import would give: {created} created, {updated} updated, {skipped} unchanged or blank, {failed} failed.',
    difference: '  row {row}, {field}: {before} → {after}',
    differences: 'Differences to existing records:',
  },
  notes: {
    columnsLeftOut: 'These columns match no field and are left out: {columns}.',
    dateDayFirst:
      'The dates in "{column}" could be read both ways; the day is taken to come first.',
    dateMonthFirst:
      'The dates in "{column}" could be read both ways; the month is taken to come first.',
    decimalAssumed:
      'The numbers in "{column}" could be read both ways; "{sign}" is taken as decimal sign.',
    naturalKey:
      'A row whose {field} an existing record has updates that record. Pass the key "none" to create all rows.',
  },
}
