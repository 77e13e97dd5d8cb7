import { hashToken } from '../../src/identity/tokens.ts'
import { newId } from '../../src/kernel/ids/index.ts'
import type { TestApp } from '../helpers/testApp.ts'
import type { Side } from './matrixContext.ts'
import type { MatrixRow } from './matrixRow.ts'
import { hasStatus } from './matrixRow.ts'
import { randomText } from './randomText.ts'

/** How people come into a tenant from outside: its hosts, its providers, the support of the platform. */
export type Reach = { host: string; provider: string; supportCode: string; supportId: string }

/** One of each in a tenant, as rows: the providers and name servers of others are not asked. */
export async function makeReach(app: TestApp, slug: string): Promise<Reach> {
  const tenantId = app.tenantId(slug)
  const reach = {
    host: `crm-${randomText()
      .toLowerCase()
      .replaceAll(/[^a-z]/g, 'x')}.example.com`,
    provider: newId(),
    supportCode: randomText().repeat(4).slice(0, 43),
    supportId: newId(),
  }
  await app.sql('insert into domain_claims (tenant_id, host) values ($1, $2)', [
    tenantId,
    reach.host,
  ])
  await app.sql(
    `insert into identity_providers (tenant_id, id, label, issuer, client_id)
      values ($1, $2, 'Matrix', 'https://127.0.0.1:1', 'matrix')`,
    [tenantId, reach.provider],
  )
  await app.sql(
    `insert into support_sessions
        (tenant_id, id, account_id, staff_name, staff_email, reason, code_hash, expires_at)
      select $1, $2, id, 'Staff', email, 'A reason of the matrix', $3, now() + interval '1 hour'
        from accounts where platform_staff limit 1`,
    [tenantId, reach.supportId, hashToken(reach.supportCode)],
  )

  return reach
}

/** The rows of the routes that hosts, providers and support have. */
export function reachRows(): MatrixRow[] {
  return [
    at('POST /api/domains/:host/verify', ':host', 'host', isFound),
    at('DELETE /api/domains/:host', ':host', 'host', hasStatus(200)),
    at('PATCH /api/auth/providers/:id', ':id', 'provider', hasStatus(200), { label: 'Renamed' }),
    at('DELETE /api/auth/providers/:id', ':id', 'provider', hasStatus(200)),
    at('GET /auth/oidc/:id', ':id', 'provider', isFound),
    at('DELETE /api/auth/support-sessions/:id', ':id', 'supportId', hasStatus(200)),
    {
      ...at('GET /api/auth/support', ':id', 'supportCode', hasStatus(303)),
      ask: (context, code) => context.app.request('acme', 'GET', `/api/auth/support?code=${code}`),
      name: 'GET /api/auth/support: the code',
    },
  ]
}

/** Whatever else is wrong, it is known: there is no name server and no provider to ask. */
const isFound: MatrixRow['accepts'] = ({ status }) => status !== 404

function at(
  route: string,
  place: string,
  key: keyof Reach,
  accepts: MatrixRow['accepts'],
  body?: object,
): MatrixRow {
  const [method = '', path = ''] = route.split(' ')

  return {
    accepts,
    ask: (context, value) =>
      context.ask(method, path.replace(place, value), body === undefined ? {} : { body }),
    name: `${route}: ${place}`,
    route,
    value: async (context, side: Side) => {
      if (side === 'foreign') {
        return context.foreignReach[key]
      }
      if (side === 'own') {
        // With every row a new one, of which a tenant may have but a few.
        await context.app.sql('delete from identity_providers where tenant_id = $1', [
          context.app.tenantId('acme'),
        ])

        return (await makeReach(context.app, 'acme'))[key]
      }

      return {
        host: 'nosuch.example.com',
        provider: newId(),
        supportCode: randomText().repeat(4).slice(0, 43),
        supportId: newId(),
      }[key]
    },
  }
}
