/** How fast a bucket fills, and how much it holds at most; a rate of 0 means: no limit. */
export type Rate = { burst: number; perSecond: number }

/** Buckets of tokens by key; a request takes one. */
export type TokenBuckets = {
  /** Puts a token back that turned out to have been taken from the wrong bucket. */
  give: (key: string, rate: Rate) => void
  /** Takes a token and gives 0, or gives the seconds until there is one again. */
  take: (key: string, rate: Rate, now?: number) => number
}

type Bucket = { at: number; tokens: number }

const MOST = 50_000

/** Buckets kept in this process: one look-up and a subtraction for each request. */
export function createTokenBuckets(): TokenBuckets {
  const buckets = new Map<string, Bucket>()

  return {
    give: (key, { burst }) => {
      const bucket = buckets.get(key)
      if (bucket !== undefined) {
        bucket.tokens = Math.min(burst, bucket.tokens + 1)
      }
    },
    take: (key, { burst, perSecond }, now = performance.now()) => {
      if (perSecond <= 0) {
        return 0
      }
      const bucket = buckets.get(key)
      if (bucket === undefined) {
        if (buckets.size >= MOST) {
          dropFull(buckets, now)
        }
        buckets.set(key, { at: now, tokens: burst - 1 })

        return 0
      }
      const elapsed = Math.max(0, now - bucket.at) / 1_000
      bucket.tokens = Math.min(burst, bucket.tokens + elapsed * perSecond)
      bucket.at = now
      if (bucket.tokens >= 1) {
        bucket.tokens -= 1

        return 0
      }

      return (1 - bucket.tokens) / perSecond
    },
  }
}

/** What has not been touched for a while is as good as new; where nothing is old, all begin anew. */
function dropFull(buckets: Map<string, Bucket>, now: number): void {
  for (const [key, { at }] of buckets) {
    if (now - at > 60_000) {
      buckets.delete(key)
    }
  }
  if (buckets.size >= MOST) {
    buckets.clear()
  }
}
