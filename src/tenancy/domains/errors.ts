import { defineErrors } from '../../kernel/errors/index.ts'

/** Ways a host of a tenant's own can be refused. */
export const domainErrors = defineErrors('DOMAIN', {
  ADDRESS: {
    message: (_data: { field: string }) => 'Give the name of a host, not an IP address.',
    status: 400,
  },
  CONFUSABLE: {
    message: (_data: { field: string }) =>
      'This name mixes alphabets or looks like another name. Use letters of one alphabet.',
    status: 400,
  },
  DNS_UNREACHABLE: {
    message: () => 'The name servers of this host did not answer. Try again in a few minutes.',
    status: 424,
  },
  INVALID: {
    message: (_data: { field: string }) =>
      'This is not the name of a host. Give it without scheme, port and path, like crm.example.com.',
    status: 400,
  },
  LIMIT: {
    message: ({ limit }: { limit: number }) =>
      `A workspace has at most ${limit} hosts of its own. Remove one first.`,
    status: 409,
  },
  MISSING: { message: () => 'This workspace has no such host.', status: 404 },
  PROOF_MISSING: {
    message: ({ name }: { name: string; value: string }) =>
      `The TXT record at ${name} does not hold the expected text yet. A new record can take an hour to be seen everywhere.`,
    status: 409,
  },
  RESERVED: {
    message: (_data: { field: string }) =>
      'This host belongs to the installation or to local networks. Use a host of your own.',
    status: 400,
  },
  SECRET_MISSING: {
    message: () => 'A host was to be proved before the process had its secret (useDomainSecret).',
    status: 500,
  },
  TOO_LONG: {
    message: ({ limit }: { field: string; limit: number }) =>
      `The name of the host is too long. At most ${limit} characters fit.`,
    status: 400,
  },
  UNAVAILABLE: {
    message: () =>
      'This host cannot be used at present. If it is yours, ask who runs this installation.',
    status: 409,
  },
  WILDCARD: {
    message: (_data: { field: string }) => 'Give one host. Wildcards are not taken.',
    status: 400,
  },
})
