import { Mark } from './Mark.tsx'

/** The mark at the head of the breadcrumbs. */
export function Icon() {
  return <Mark size={22} />
}
