import { withPayload } from '@payloadcms/next/withPayload'

export default withPayload({
  poweredByHeader: false,
  serverExternalPackages: ['payload', 'pg', 'pino'],
  turbopack: { root: "/work/main" },
})
