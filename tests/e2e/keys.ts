import type { Locator } from 'playwright-core'
import { expect } from 'vitest'

import type { Person } from './person.ts'

const MOST_STEPS = 250
const WAIT_MS = 15_000

/** What somebody without a mouse has: keys, and the way from place to place. */
export type Keys = {
  /** Goes down a closed list of choices until it holds a value. */
  choose: (select: Locator, value: string) => Promise<void>
  /** Types a command or the name of a record into the palette, goes down to it and takes it. */
  command: (text: string, name: RegExp | string) => Promise<void>
  press: (...keys: string[]) => Promise<void>
  /** Presses Tab, or Shift-Tab, until an element has the focus; throws when it cannot be reached. */
  tabTo: (target: Locator, key?: 'Shift+Tab' | 'Tab') => Promise<void>
  type: (text: string) => Promise<void>
}

/** The keyboard of a person; nothing of it touches the mouse or puts the focus anywhere by script. */
export function keysOf({ page }: Person): Keys {
  const press = async (...keys: string[]) => {
    for (const key of keys) {
      await page.keyboard.press(key)
    }
  }
  const type = (text: string) => page.keyboard.type(text)
  const hasFocus = (target: Locator) => target.evaluate((one) => one === document.activeElement)
  const isChosen = async (entry: Locator) => (await entry.getAttribute('data-selected')) === 'true'
  const tabTo: Keys['tabTo'] = async (target, key = 'Tab') => {
    await target.waitFor({ timeout: WAIT_MS })
    for (let step = 0; step < MOST_STEPS; step += 1) {
      if (await hasFocus(target)) {
        return
      }
      await page.keyboard.press(key)
    }
    throw new Error(`Not reached by ${key}: ${target.toString()}`)
  }

  return {
    choose: async (select, value) => {
      for (let step = 0; step < MOST_STEPS; step += 1) {
        if ((await select.inputValue()) === value) {
          return
        }
        await page.keyboard.press('ArrowDown')
      }
      throw new Error(`Not offered: ${value}`)
    },
    command: async (text, name) => {
      await press('Control+k')
      await page.locator('.tenon-palette input').waitFor({ timeout: WAIT_MS })
      await type(text)
      const entry = page.locator('.tenon-palette [cmdk-item]', { hasText: name }).first()
      await entry.waitFor({ timeout: WAIT_MS })
      for (let step = 0; step < MOST_STEPS && !(await isChosen(entry)); step += 1) {
        await press('ArrowDown')
      }
      expect(await isChosen(entry)).toBe(true)
      await press('Enter')
      await page.locator('.tenon-palette').waitFor({ state: 'detached', timeout: WAIT_MS })
    },
    press,
    tabTo,
    type,
  }
}
