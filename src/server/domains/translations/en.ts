/** The English texts about the hosts of a tenant's own. */
export const en = {
  lost: {
    action: 'Open the settings',
    body: 'The TXT record that proves {host} to be yours has not been found for three days. {tenant} no longer answers there. Your data is unchanged. Set the record again and verify the host.',
    greeting: 'Hello {name},',
    subject: '{host} no longer leads to {tenant}',
  },
} as const
