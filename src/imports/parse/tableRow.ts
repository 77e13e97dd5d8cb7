/** One row as the file has it; `row` counts as in a spreadsheet, the header being row 1. */
export type TableRow = { cells: readonly string[]; row: number }

/** A file being read: its headers and a stream of its rows that never holds the whole file. */
export type OpenedTable = { headers: readonly string[]; rows: AsyncGenerator<TableRow> }
