import type { Html } from './html.ts'
import { html } from './html.ts'

/** One input with its label; the browser's own rules follow `type` and `isRequired`. */
export type Input = {
  autoComplete?: string
  hint?: string
  isRequired?: boolean
  minLength?: number
  name: string
  text: string
  type: 'email' | 'password' | 'text'
  value?: string
}

/** The markup of an input. */
export function input(field: Input): Html {
  return html`<label
    >${field.text}<input
      name="${field.name}"
      type="${field.type}"
      autocomplete="${field.autoComplete ?? 'off'}"
      value="${field.value ?? ''}"
      ${field.minLength === undefined ? undefined : html`minlength="${field.minLength}"`}
      ${field.isRequired === false ? undefined : html`required`}
    />${field.hint === undefined ? undefined : html`<small>${field.hint}</small>`}</label
  >`
}

/** A value that the form carries along unseen. */
export function hidden(name: string, value: string): Html {
  return html`<input name="${name}" type="hidden" value="${value}" />`
}

/** What went wrong or well, announced to screen readers. */
export function notice(kind: 'bad' | 'good', text: string | undefined): Html | undefined {
  return text === undefined ? undefined : html`<p class="${kind}" role="alert">${text}</p>`
}
