import type { MailSettings } from './deliverMails.ts'
import { deliverMails } from './deliverMails.ts'

/** A running delivery of mails. */
export type MailDelivery = {
  /** Delivers soon; call it after a transaction that queued a mail. */
  kick: () => void
  /** Ends after the delivery under way. */
  stop: () => Promise<void>
}

const EVERY_MS = 30_000

/** Delivers due mails now, after every kick and every 30 seconds, one round at a time. */
export function createMailDelivery(
  settings: MailSettings,
  onError: (error: unknown) => void,
): MailDelivery {
  const state = { isAskedAgain: false, isStopped: false }
  let running: Promise<void> | undefined

  const round = async () => {
    while (state.isAskedAgain) {
      state.isAskedAgain = false
      await deliverMails(settings).catch(onError)
    }
    running = undefined
  }
  const kick = () => {
    state.isAskedAgain = true
    if (!state.isStopped) {
      running ??= round()
    }
  }
  const timer = setInterval(kick, EVERY_MS)
  timer.unref()
  kick()

  return {
    kick,
    stop: async () => {
      state.isAskedAgain = false
      state.isStopped = true
      clearInterval(timer)
      await running
    },
  }
}
