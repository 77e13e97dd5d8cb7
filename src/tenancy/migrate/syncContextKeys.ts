import type { ContextKeys } from '../contextKeys.ts'
import { keyPads } from '../contextKeys.ts'
import type { Query } from '../types.ts'

/** Makes the given keys the live ones of the verifier; every other key is retired at once. */
export async function syncContextKeys(query: Query, keys: ContextKeys): Promise<void> {
  for (const key of keys) {
    const pads = keyPads(key)
    await query(
      `insert into tenancy.context_keys as k (id, inner_pad, outer_pad) values ($1, $2, $3)
        on conflict (id) do update set inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad,
          retired_at = null
        where k.inner_pad <> excluded.inner_pad or k.retired_at is not null`,
      [key.id, pads.inner, pads.outer],
    )
  }
  await query(
    'update tenancy.context_keys set retired_at = now() where retired_at is null and id <> all($1)',
    [keys.map(({ id }) => id)],
  )
}
