/** Lets as many pass as a pool has connections, shared fairly between those who wait. */
export type FairGate = {
  /** Resolves when `key` may take a connection, and must then be left; rejects after the deadline. */
  enter: (key: string) => Promise<void>
  leave: (key: string) => void
  waiting: () => number
}

type Options = { deadlineMs: number; refuse: () => Error; size: number }

type Waiter = { admit: () => void }

/** One of this many connections is kept from a single tenant, so that another never waits for it alone. */
const RESERVE_OF = 5

/**
 * A gate of `size` places. One key holds at most four fifths of them, and once others wait no more than
 * half: a place that becomes free goes to the key that holds the fewest, then to who has waited longest.
 */
export function createFairGate(options: Options): FairGate {
  const queues = createQueues(options)
  const { size } = options
  const most = size - Math.floor(size / RESERVE_OF)
  const half = Math.ceil(size / 2)
  const held = new Map<string, number>()
  let taken = 0

  const holds = (key: string) => held.get(key) ?? 0
  const take = (key: string) => {
    taken += 1
    held.set(key, holds(key) + 1)
  }
  const nextKey = (): string | undefined => {
    const limit = queues.size() > 1 ? half : most
    let best: string | undefined
    for (const key of queues.keys()) {
      if (holds(key) < limit && (best === undefined || holds(key) < holds(best))) {
        best = key
      }
    }

    return best
  }
  const admitNext = () => {
    while (taken < size && queues.waiting() > 0) {
      const key = nextKey()
      if (key === undefined) {
        return
      }
      take(key)
      queues.admitOne(key)
    }
  }

  return {
    enter: (key) => {
      if (taken < size && holds(key) < most && queues.waiting() === 0) {
        take(key)

        return Promise.resolve()
      }
      const entered = queues.wait(key)
      admitNext()

      return entered
    },
    leave: (key) => {
      taken -= 1
      const left = holds(key) - 1
      if (left > 0) {
        held.set(key, left)
      } else {
        held.delete(key)
      }
      admitNext()
    },
    waiting: queues.waiting,
  }
}

/** Those who wait, by key, in the order in which each key's turn comes. */
function createQueues({ deadlineMs, refuse }: Options) {
  const queues = new Map<string, Waiter[]>()
  let waiting = 0

  /** Behind the others again, so that equals take turns. */
  const requeue = (key: string, left: Waiter[]) => {
    waiting -= 1
    queues.delete(key)
    if (left.length > 0) {
      queues.set(key, left)
    }
  }

  return {
    admitOne: (key: string) => {
      const [first, ...left] = queues.get(key) ?? []
      requeue(key, left)
      first?.admit()
    },
    keys: () => queues.keys(),
    size: () => queues.size,
    wait: (key: string) =>
      new Promise<void>((resolve, reject) => {
        const waiter: Waiter = {
          admit: () => {
            clearTimeout(timer)
            resolve()
          },
        }
        const timer = setTimeout(() => {
          requeue(
            key,
            (queues.get(key) ?? []).filter((one) => one !== waiter),
          )
          reject(refuse())
        }, deadlineMs)
        const queue = queues.get(key) ?? []
        queue.push(waiter)
        queues.set(key, queue)
        waiting += 1
      }),
    waiting: () => waiting,
  }
}
