// What spreadsheets take for a formula, also behind blanks and in full width; a tab or line end alone
// makes some of them look at what follows.
const FORMULA =
  /^(?:[\t\r\n]|[\s\p{Cf}\p{Cc}]*[=+\-@\u2212\uFE62\uFE63\uFE66\uFE6B\uFF0B\uFF0D\uFF1D\uFF20])/u
const MARK = "'"

/** A text as a spreadsheet may open it: what it would run as a formula gets an apostrophe in front. */
export function guardFormula(text: string): string {
  return isFormula(text) ? `${MARK}${text}` : text
}

/** The text as it was before `guardFormula`. */
export function unguardFormula(text: string): string {
  return text.startsWith(MARK) && isFormula(text) ? text.slice(MARK.length) : text
}

// Apostrophes that were there before count, so that one more can be taken off again.
function isFormula(text: string): boolean {
  return FORMULA.test(text.replace(/^'+/, ''))
}
