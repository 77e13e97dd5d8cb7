import { Mark } from './Mark.tsx'

/** The mark and the name, for screens without navigation. */
export function Logo() {
  return (
    <span className="tenon-logo">
      <Mark size={40} />
      <span className="tenon-logo__name">Tenon</span>
    </span>
  )
}
