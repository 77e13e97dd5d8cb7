/** What the queues of the installation hold, over all tenants. */
export type QueueFigures = {
  /** Jobs that wait, run or have failed, by state; what is done counts nowhere. */
  jobs: Readonly<Partial<Record<'failed' | 'queued' | 'running', number>>>
  /** Mails that wait to be delivered. */
  mails: number
  /** Seconds since the longest waiting job could have started; 0 when none waits. */
  oldestJobSeconds: number
}
