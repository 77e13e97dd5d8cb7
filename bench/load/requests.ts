import { randomInt } from 'node:crypto'

import type { Arena, BenchTenant } from '../arena/types.ts'
import type { WireRequest } from './keepAliveClient.ts'

/** What a bench asks of a server. */
export type RequestKind = 'create' | 'get' | 'list' | 'update'

/** Makes the next request of a kind; every server of the bench gets the same. */
export function requestMaker(arena: Arena, kind: RequestKind): () => WireRequest {
  const { reads, writes } = arena
  const someId = ({ contactIds }: BenchTenant) => contactIds[randomInt(contactIds.length)] ?? ''
  switch (kind) {
    case 'create':
      return () => ({
        body: JSON.stringify(newContact()),
        headers: headersOf(writes),
        method: 'POST',
        path: '/api/contacts',
      })
    case 'get':
      return () => ({
        headers: headersOf(reads),
        method: 'GET',
        path: `/api/contacts/${someId(reads)}?depth=0`,
      })
    case 'list':
      return () => ({
        headers: headersOf(reads),
        method: 'GET',
        path: '/api/contacts?limit=25&depth=0',
      })
    case 'update':
      return () => ({
        body: JSON.stringify({ title: `Title ${randomInt(1e9)}` }),
        headers: headersOf(writes),
        method: 'PATCH',
        path: `/api/contacts/${someId(writes)}`,
      })
  }
}

function headersOf(tenant: BenchTenant): Record<string, string> {
  return { authorization: `Bearer ${tenant.token}`, host: tenant.host }
}

function newContact(): Record<string, string> {
  const number = randomInt(1e9)

  return {
    email: `bench-${number}@example.com`,
    firstName: 'Bench',
    lastName: `Contact ${number}`,
    phone: `+49 40 ${number}`,
    title: 'Engineer',
  }
}
