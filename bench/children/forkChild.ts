import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

import type { Arena } from '../arena/types.ts'

/** A child process of the bench that answers one message at a time. */
export type Child = {
  ask: <T>(message: unknown) => Promise<T>
  /** The first message it sent. */
  hello: unknown
  stop: () => Promise<void>
}

const BENCH = path.resolve(import.meta.dirname, '..')

/** Starts a program of the bench with the arena; its output goes to stderr. */
export async function forkChild(
  program: string,
  arena: Arena,
  options: { mode?: string; saysHello: boolean },
): Promise<Child> {
  const child = fork(path.join(BENCH, program), [arena.dataDir, options.mode ?? ''], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 2, 2, 'ipc'],
  })
  const hello = options.saysHello ? await nextMessage(child, program) : undefined

  return {
    ask: async <T>(message: unknown) => {
      const answer = nextMessage(child, program)
      child.send(message as object)

      return (await answer) as T
    },
    hello,
    stop: async () => {
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}

async function nextMessage(child: ChildProcess, program: string): Promise<unknown> {
  const ended = new AbortController()
  const message = once(child, 'message', { signal: ended.signal })
  const exit = once(child, 'exit', { signal: ended.signal }).then(([code]) => {
    throw new Error(`${program} ended with code ${String(code)}`)
  })
  try {
    const [answer] = (await Promise.race([message, exit])) as [unknown]

    return answer
  } finally {
    message.catch(() => undefined)
    exit.catch(() => undefined)
    ended.abort()
  }
}
