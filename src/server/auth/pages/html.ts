import { escapeHtml } from '../../../identity/index.ts'

/** Markup that is safe to send: every value put into it has been escaped. */
export type Html = { readonly markup: string }

type Part = Html | number | readonly Html[] | string | undefined

/** Builds markup; values are escaped unless they are markup themselves. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return {
    markup: strings
      .map((text, index) => text + (index < parts.length ? render(parts[index]) : ''))
      .join(''),
  }
}

function render(part: Part): string {
  if (part === undefined) {
    return ''
  }
  if (typeof part === 'object') {
    return 'markup' in part ? part.markup : part.map((each) => each.markup).join('')
  }

  return escapeHtml(String(part))
}
