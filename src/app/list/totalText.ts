import type { ListRows } from '../../screens/index.ts'
import { listTexts } from './translations/index.ts'

/** How many records a list has, as people read it; very many are not counted to the end. */
export function totalText(
  { totalDocs, totalIsCapped }: Pick<ListRows, 'totalDocs' | 'totalIsCapped'>,
  language: string,
): string {
  const count = new Intl.NumberFormat(language).format(totalDocs)

  return totalDocs === 1
    ? listTexts.translate(language, 'totalOne')
    : listTexts.translate(language, totalIsCapped ? 'totalCapped' : 'total', { count })
}
