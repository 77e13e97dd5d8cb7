import type { Log } from '../kernel/log/index.ts'

type Step = () => Promise<void>

/** The orderly end of a process: what was started last is stopped first. */
export type Shutdown = {
  /** Registers what has to be stopped; give the promise of something that is only just starting. */
  add: (step: Promise<Step> | Step) => void
  /** True from the first signal on: what fails now fails because it is being stopped. */
  isEnding: () => boolean
  /** Stops everything once and ends the process with that exit code. */
  run: (code: number) => Promise<never>
}

// npm and the terminal both pass on the same Ctrl-C; only a later one is a person's second thought.
const SAME_SIGNAL_MS = 1500

/**
 * Makes the process end in order on SIGINT, SIGTERM and SIGHUP, on an error nobody caught, and when
 * the program that started it is killed. A second Ctrl-C ends it at once.
 */
export function createShutdown(log: Log): Shutdown {
  const steps: (Promise<Step> | Step)[] = []
  let ending: Promise<never> | undefined
  let firstSignal = 0

  const run = (code: number): Promise<never> => (ending ??= runSteps(steps, log, code))
  const onSignal = (): void => {
    const now = Date.now()
    if (ending === undefined) {
      firstSignal = now
      void run(0)
    } else if (now - firstSignal > SAME_SIGNAL_MS) {
      process.exit(130)
    }
  }
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
    process.on(signal, onSignal)
  }
  process.on('disconnect', onSignal)
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log.fatal({ err: error }, 'an error that nothing caught ends this process')
      void run(1)
    })
  }

  return { add: (step) => steps.push(step), isEnding: () => ending !== undefined, run }
}

async function runSteps(
  steps: readonly (Promise<Step> | Step)[],
  log: Log,
  code: number,
): Promise<never> {
  if (steps.length > 0) {
    log.info('Stopping …')
  }
  for (const step of steps.toReversed()) {
    try {
      const stop = await step
      await stop()
    } catch (error) {
      log.error({ err: error }, 'could not be stopped in order')
    }
  }
  process.exit(code)
}
