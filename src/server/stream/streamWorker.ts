/** What windows are told by the worker they share. */
type Message = { data: unknown; name: 'changes' | 'reload' }

type Port = {
  onmessage: ((event: { data: unknown }) => unknown) | null
  postMessage: (message: Message) => void
}

type WorkerScope = {
  EventSource: typeof EventSource
  onconnect: ((event: { ports: readonly Port[] }) => void) | null
}

/**
 * The script of the worker that all windows of a browser share: it keeps one stream and passes on what it
 * says. It is sent to the browser as text, so it stands alone and uses nothing from around it.
 */
export function streamWorker(): void {
  const LATELY_MS = 15_000
  const SILENT_MS = 50_000
  const AGAIN_MS = 10_000
  const scope = globalThis as unknown as WorkerScope
  const ports = new Set<Port>()
  let recent: { at: number; message: Message }[] = []
  let source: EventSource | undefined
  let heardAt = 0
  let wasOpen = false

  const lately = () => recent.filter(({ at }) => at > Date.now() - LATELY_MS)
  const tell = (name: Message['name'], data: unknown) => {
    heardAt = Date.now()
    recent = [...lately(), { at: heardAt, message: { data, name } }]
    ports.forEach((port) => port.postMessage({ data, name }))
  }
  const connect = () => {
    source?.close()
    let isAnew = wasOpen
    const current = new scope.EventSource('/api/stream')
    source = current
    heardAt = Date.now()
    current.onopen = () => {
      // One made anew knows nothing of the one before; one that came back by itself says where it was.
      if (isAnew) {
        tell('reload', {})
      }
      isAnew = false
      wasOpen = true
    }
    current.addEventListener('beat', () => (heardAt = Date.now()))
    current.addEventListener('changes', ({ data }) => tell('changes', JSON.parse(String(data))))
    current.addEventListener('reload', () => tell('reload', {}))
  }
  setInterval(() => {
    const isSilent = Date.now() - heardAt > SILENT_MS
    if (ports.size > 0 && (source?.readyState === 2 || isSilent)) {
      connect()
    }
  }, AGAIN_MS)
  scope.onconnect = ({ ports: [port] }) => {
    if (port === undefined) {
      return
    }
    ports.add(port)
    port.onmessage = ({ data }) => data === 'leave' && ports.delete(port)
    if (source === undefined || source.readyState === 2) {
      connect()
    }
    // What came while the window was being made.
    lately().forEach(({ message }) => port.postMessage(message))
  }
}
