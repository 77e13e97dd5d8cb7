import type { Request, Response } from 'express'

import type { StreamEvent, StreamReader } from './types.ts'

/** The most that may wait for a slow reader. */
const MOST_BYTES = 64 * 1024
const RETRY_MS = 2000

/** One open answer of server-sent events. */
export type Stream = {
  close: () => void
  readonly reader: StreamReader
  readonly request: Request
  /** Tells the reader something; `id` is where a new connection goes on. */
  send: (event: StreamEvent, id: string) => void
  /** Says that the connection is alive; closes one that nothing gets through. */
  beat: () => void
}

/** Begins an answer of server-sent events; `onClose` is called once when it ends, whoever ended it. */
export function openStream(args: {
  onClose: () => void
  reader: StreamReader
  request: Request
  response: Response
}): Stream {
  const { onClose, reader, request, response } = args
  let isBehind = false
  response.writeHead(200, {
    'cache-control': 'no-store, no-transform',
    'content-type': 'text/event-stream; charset=utf-8',
    // A proxy that gathers an answer before it passes it on would keep everything to itself.
    'x-accel-buffering': 'no',
  })
  response.write(`retry: ${String(RETRY_MS)}\n\n`)
  response.once('close', onClose)
  const write = (name: string, data: unknown, id?: string) => {
    if (isBehind || response.writableEnded) {
      return
    }
    const mark = id === undefined ? '' : `id: ${id}\n`
    response.write(`event: ${name}\n${mark}data: ${JSON.stringify(data)}\n\n`)
    if (response.writableLength > MOST_BYTES) {
      // What comes now is let go: once the reader has caught up, it reads everything anew.
      isBehind = true
      response.once('drain', () => {
        isBehind = false
        write('reload', {})
      })
    }
  }

  return {
    beat: () => {
      if (isBehind) {
        response.destroy()
      } else {
        write('beat', {})
      }
    },
    close: () => {
      response.end()
    },
    reader,
    request,
    send: (event, id) => {
      if (event.kind !== 'changes') {
        write(event.kind, {}, id)
      } else if (event.hints.length > 0) {
        write('changes', event.hints, id)
      }
    },
  }
}
