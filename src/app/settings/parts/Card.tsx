import type { ReactNode } from 'react'

/** A part of a page under a heading of its own, with a sentence about it and what can be done with it. */
export function Card(props: {
  actions?: ReactNode
  children?: ReactNode
  heading: string
  text?: ReactNode
}) {
  return (
    <section className="tenon-card">
      <div className="tenon-card__head">
        <h2 className="tenon-card__heading">{props.heading}</h2>
        {props.actions === undefined ? null : (
          <div className="tenon-card__actions">{props.actions}</div>
        )}
      </div>
      {props.text === undefined ? null : <p className="tenon-card__text">{props.text}</p>}
      {props.children}
    </section>
  )
}

/** A word about the state of something, in a colour that goes with it. */
export function Chip(props: { children: ReactNode; look?: 'bad' | 'good' | 'plain' | 'warn' }) {
  return <span className={`tenon-chip tenon-chip--${props.look ?? 'plain'}`}>{props.children}</span>
}

/** What stands where a list has nothing. */
export function Empty({ children }: { children: ReactNode }) {
  return <p className="tenon-empty">{children}</p>
}
