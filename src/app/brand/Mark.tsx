/** Tenon's mark, a tenon in its mortise; the mortise takes the colour of the text around it. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg aria-hidden="true" height={size} viewBox="0 0 24 24" width={size}>
      <path d="M2 4.5h8v4.25h5.5v6.5H10v4.25H2z" fill="var(--tenon-accent, #c8742c)" />
      <path d="M11.5 4.5H22v15H11.5v-2.75H17v-9.5h-5.5z" fill="currentColor" />
    </svg>
  )
}
