/** Bytes that an upload may have. */
export const MAX_UPLOAD_BYTES = 512 * 1024 * 1024

/** Columns that a file may have. */
export const MAX_COLUMNS = 1000

/** Characters of all cells of one row together. */
export const MAX_RECORD_CHARACTERS = 2_000_000

/** Characters of one cell of a spreadsheet; Excel itself stops at 32,767. */
export const MAX_CELL_CHARACTERS = 100_000

/** Rows of one sheet, as many as Excel has. */
export const MAX_SHEET_ROWS = 1_048_576

/** Files inside the archive that a spreadsheet is. */
export const MAX_ZIP_ENTRIES = 10_000

/** Bytes of all files of the archive together, unpacked. */
export const MAX_UNPACKED_BYTES = 2 * 1024 * 1024 * 1024

/** How many times larger one file of the archive may be than its packed form. */
export const MAX_UNPACK_RATIO = 300

/** Below this many bytes no ratio is suspicious. */
export const RATIO_FREE_BYTES = 4 * 1024 * 1024

/** Characters of the texts that the cells of a workbook share; they stay in memory. */
export const MAX_SHARED_CHARACTERS = 24_000_000

/** How many texts the cells of a workbook may share. */
export const MAX_SHARED_STRINGS = 1_000_000

/** Characters of XML without a tag after which a part of a workbook is no honest one. */
export const MAX_SILENT_CHARACTERS = 4_000_000
