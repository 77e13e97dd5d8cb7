'use client'

import type { ButtonHTMLAttributes } from 'react'

/** A button in one of three weights; `danger` for what takes something away. */
export function Button(
  props: ButtonHTMLAttributes<HTMLButtonElement> & {
    look?: 'danger' | 'plain' | 'primary' | 'quiet'
  },
) {
  const { className, look = 'plain', type = 'button', ...rest } = props

  return (
    <button
      {...rest}
      className={['tenon-button', `tenon-button--${look}`, className].filter(Boolean).join(' ')}
      type={type}
    />
  )
}
