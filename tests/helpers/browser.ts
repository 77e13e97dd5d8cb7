import { existsSync } from 'node:fs'

import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

const CANDIDATES = [
  process.env['TENON_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** The system's Chromium, or undefined where there is none. */
export function findChromium(): string | undefined {
  return CANDIDATES.find((file) => file !== undefined && existsSync(file))
}

/** Starts Chromium so that every tenant host is this machine and nothing calls its maker. */
export async function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-gpu',
      '--disable-quic',
      '--disable-sync',
      '--host-resolver-rules=MAP *.localhost 127.0.0.1',
      '--no-first-run',
      '--no-sandbox',
    ],
    executablePath,
    headless: true,
  })
}
