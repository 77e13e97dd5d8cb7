/** That a record has changed; nothing of what it holds. */
export type LiveHint = {
  collection: string
  id: string
  op: 'create' | 'delete' | 'restore' | 'trash' | 'update'
}

type Message = { data: unknown; name: 'changes' | 'reload' }

/** Who wants to know of changes; `undefined`: some were missed, so everything must be read anew. */
type Listener = (hints: readonly LiveHint[] | undefined) => void

const listeners = new Set<Listener>()
let leave: (() => void) | undefined

/** Listens to the one stream of this browser until what it gives back is called. */
export function listenLive(listener: Listener): () => void {
  listeners.add(listener)
  leave ??= join()

  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      leave?.()
      leave = undefined
    }
  }
}

function tell({ data, name }: Message): void {
  for (const listener of listeners) {
    listener(name === 'changes' ? (data as LiveHint[]) : undefined)
  }
}

function join(): () => void {
  const end = typeof SharedWorker === 'undefined' ? joinAlone() : joinShared()
  const onShow = (event: PageTransitionEvent) => {
    // A page out of the browser's memory has heard nothing since it was left.
    if (event.persisted) {
      tell({ data: {}, name: 'reload' })
    }
  }
  globalThis.addEventListener('pageshow', onShow)

  return () => {
    globalThis.removeEventListener('pageshow', onShow)
    end()
  }
}

/** One stream for all windows of the browser, which a worker keeps. */
function joinShared(): () => void {
  const worker = new SharedWorker('/api/stream/worker.js', { name: 'tenon-stream' })
  let alone: (() => void) | undefined
  worker.addEventListener('error', () => {
    alone ??= joinAlone()
  })
  worker.port.addEventListener('message', (event: MessageEvent<Message>) => {
    tell(event.data)
  })
  worker.port.start()
  const goodbye = () => {
    worker.port.postMessage('leave')
  }
  globalThis.addEventListener('pagehide', goodbye)

  return () => {
    globalThis.removeEventListener('pagehide', goodbye)
    goodbye()
    worker.port.close()
    alone?.()
  }
}

/** A stream of this window's own, where the browser knows no shared workers. */
function joinAlone(): () => void {
  const source = new EventSource('/api/stream')
  source.addEventListener('changes', (event) => {
    tell({ data: JSON.parse(String(event.data)) as unknown, name: 'changes' })
  })
  source.addEventListener('reload', () => {
    tell({ data: {}, name: 'reload' })
  })

  return () => {
    source.close()
  }
}
