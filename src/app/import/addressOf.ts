import type { Step } from './types.ts'

/** The address of a step of the import wizard. */
export function addressOf(place: { collection?: string; id?: string; step?: Step }): string {
  const query = new URLSearchParams({
    ...(place.id === undefined ? {} : { import: place.id }),
    ...(place.step === undefined || place.step === 'file' ? {} : { step: place.step }),
    ...(place.collection === undefined ? {} : { collection: place.collection }),
  }).toString()

  return query === '' ? '/admin/import' : `/admin/import?${query}`
}
