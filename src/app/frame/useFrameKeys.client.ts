'use client'

import { useEffect, useEffectEvent } from 'react'

const TYPING = 'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]'

/** The keys of the frame: Ctrl-K or Cmd-K for the palette anywhere, C to create where nobody is typing. */
export function useFrameKeys(keys: { onCreate: () => void; onPalette: () => void }): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const isChord = event.ctrlKey || event.metaKey
    if (isChord && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      keys.onPalette()
    } else if (event.key === 'c' && !isChord && !event.altKey && !isTyping(event.target)) {
      event.preventDefault()
      keys.onCreate()
    }
  })

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      press(event)
    }
    window.addEventListener('keydown', listen)

    return () => {
      window.removeEventListener('keydown', listen)
    }
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPING) !== null
}
