/** How far something is, as a bar and in words; announced as it goes on. */
export function Progress(props: { done: number; label: string; total: null | number }) {
  const { done, label, total } = props
  const known = total !== null && total > 0

  return (
    <div className="tenon-progress" role="status">
      <progress
        aria-label={label}
        className="tenon-progress__bar"
        {...(known ? { max: total, value: Math.min(done, total) } : {})}
      />
      <span className="tenon-progress__text">{label}</span>
    </div>
  )
}
