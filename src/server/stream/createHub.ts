import type { Request, Response } from 'express'

import { invalidateTenantSessions } from '../../identity/index.ts'
import { log } from '../../kernel/log/index.ts'
import { admitHints } from './admitHints.ts'
import type { Found } from './admitHints.ts'
import type { Feed } from './createFeed.ts'
import { createFeed } from './createFeed.ts'
import { streamErrors } from './errors.ts'
import type { Stream } from './openStream.ts'
import { openStream } from './openStream.ts'
import type { ChangeBatch, ProveReader, StreamReader } from './types.ts'

/** All live streams of this process. */
export type Hub = {
  close: () => void
  /** Answers a request with a stream of the changes its reader may know of. */
  open: (request: Request, response: Response, reader: StreamReader) => void
  /** Looks for changes of a tenant at once, and proves its readers anew where that may be needed. */
  poke: (tenantId: string, options?: { prove: boolean }) => void
}

type Room = {
  feed: Feed
  isBusy: boolean
  /** True where changes were read that nobody was told of. */
  isLossy: boolean
  isPoked: boolean
  provedAt: number
  streams: Set<Stream>
  tenantId: string
  timer: NodeJS.Timeout | undefined
}

const BUSY_MS = 500
const IDLE_MS = 1200
const FAILED_MS = 2000
const IDLE_AFTER_MS = 60_000
const BEAT_MS = 15_000
const PROVE_MS = 5000
const MOST_PER_PERSON = 12

/** What decides who may know what; when it changes, every reader is proved anew. */
const RIGHTS: ReadonlySet<string> = new Set(['roles', 'teams', 'user-roles', 'users'])

/** Opens the hub of a process: for each tenant with streams, one look at its change rows at a time. */
export function createHub({ prove }: { prove: ProveReader }): Hub {
  const rooms = new Map<string, Room>()
  const beat = setInterval(() => {
    for (const { streams } of rooms.values()) {
      for (const stream of streams) {
        stream.beat()
      }
    }
  }, BEAT_MS).unref()

  const leave = (room: Room, stream: Stream) => {
    room.streams.delete(stream)
    if (room.streams.size === 0) {
      clearTimeout(room.timer)
      rooms.delete(room.tenantId)
    }
  }

  return {
    close: () => {
      clearInterval(beat)
      for (const { streams, timer } of rooms.values()) {
        clearTimeout(timer)
        for (const stream of streams) {
          stream.close()
        }
      }
      rooms.clear()
    },
    open: (request, response, reader) => {
      const room = rooms.get(reader.tenant.id) ?? newRoom(reader.tenant.id)
      const own = [...room.streams].filter(
        (stream) => stream.reader.principal.userId === reader.principal.userId,
      )
      if (own.length >= MOST_PER_PERSON) {
        throw streamErrors.TOO_MANY({ most: MOST_PER_PERSON })
      }
      rooms.set(room.tenantId, room)
      const stream: Stream = openStream({
        onClose: () => {
          leave(room, stream)
        },
        reader,
        request,
        response,
      })
      room.streams.add(stream)
      catchUp(room, stream).catch(noted)
      schedule(room, 0, prove)
    },
    poke: (tenantId, options) => {
      const room = rooms.get(tenantId)
      if (room !== undefined) {
        room.isPoked = true
        room.provedAt = options?.prove === true ? 0 : room.provedAt
        schedule(room, 0, prove)
      }
    },
  }
}

function newRoom(tenantId: string): Room {
  return {
    feed: createFeed(tenantId),
    isBusy: false,
    isLossy: false,
    isPoked: false,
    provedAt: Date.now(),
    streams: new Set(),
    tenantId,
    timer: undefined,
  }
}

function noted(error: unknown): void {
  log().warn({ err: error }, 'changes could not be told')
}

function schedule(room: Room, delay: number, prove: ProveReader): void {
  if (room.isBusy) {
    return
  }
  clearTimeout(room.timer)
  room.timer = setTimeout(() => {
    room.isBusy = true
    room.isPoked = false
    look(room, prove)
      .then((found) => (found ? BUSY_MS : pauseOf(room)))
      .catch((error: unknown) => {
        noted(error)
        room.isLossy = true

        return FAILED_MS
      })
      .then((pause) => {
        room.isBusy = false
        if (room.streams.size > 0) {
          schedule(room, room.isPoked ? 0 : pause, prove)
        }
      })
      .catch(noted)
  }, delay).unref()
}

function pauseOf({ feed }: Room): number {
  const last = feed.lately().at(-1)?.at ?? 0

  return Date.now() - last < IDLE_AFTER_MS ? BUSY_MS : IDLE_MS
}

/** One look at the change rows; true where there were new ones. */
async function look(room: Room, prove: ProveReader): Promise<boolean> {
  const batch = await room.feed.read()
  if (batch?.changes.some(({ collection }) => RIGHTS.has(collection)) === true) {
    // Another process may have written them: what this one keeps of its sessions is old.
    invalidateTenantSessions(room.tenantId)
    room.provedAt = 0
  }
  if (batch !== undefined || room.isLossy || Date.now() - room.provedAt > PROVE_MS) {
    room.provedAt = Date.now()
    await Promise.all([...room.streams].map((stream) => proveStream(room, stream, prove)))
  }
  if (room.isLossy) {
    room.isLossy = false
    for (const stream of room.streams) {
      stream.send({ kind: 'reload' }, room.feed.idOf(room.feed.sequence()))
    }
  } else if (batch !== undefined) {
    const found: Found = new Map()
    await Promise.all([...room.streams].map((stream) => tell(room, stream, [batch], found)))
  }

  return batch !== undefined
}

/** Closes a stream whose reader is gone or has other rights now; a new connection shows which. */
async function proveStream(room: Room, stream: Stream, prove: ProveReader): Promise<void> {
  const now = await prove(stream.request)
  if (now !== null && rightsOf(now) === rightsOf(stream.reader)) {
    return
  }
  if (now !== null) {
    stream.send({ kind: 'reload' }, room.feed.idOf(room.feed.sequence()))
  }
  room.streams.delete(stream)
  stream.close()
}

function rightsOf({ principal, tenant }: StreamReader): string {
  const { permissions, roleKey, sessionId, teamIds, userId } = principal

  return JSON.stringify([userId, sessionId, roleKey, teamIds, permissions, tenant.modules])
}

/** Tells a new stream what came since the event it names, or lately; that all must be read anew where that is lost. */
async function catchUp(room: Room, stream: Stream): Promise<void> {
  const { feed } = room
  const last = stream.request.headers['last-event-id']
  stream.send({ kind: 'hello' }, feed.idOf(feed.sequence()))
  const missed = typeof last === 'string' && last !== '' ? feed.after(last) : feed.lately()
  if (missed === undefined) {
    stream.send({ kind: 'reload' }, feed.idOf(feed.sequence()))
  } else {
    await tell(room, stream, missed, new Map())
  }
}

async function tell(
  { feed, streams }: Room,
  stream: Stream,
  batches: readonly ChangeBatch[],
  found: Found,
): Promise<void> {
  const last = batches.at(-1)
  if (last === undefined) {
    return
  }
  const id = feed.idOf(last.sequence)
  if (batches.some(({ isCut }) => isCut)) {
    stream.send({ kind: 'reload' }, id)

    return
  }
  const hints = await admitHints(
    stream.reader,
    batches.flatMap(({ changes }) => changes),
    found,
  )
  if (streams.has(stream)) {
    stream.send({ hints, kind: 'changes' }, id)
  }
}
