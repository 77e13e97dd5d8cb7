/** The German texts about the hosts of a tenant's own. */
export const de = {
  lost: {
    action: 'Zu den Einstellungen',
    body: 'Der TXT-Eintrag, der {host} als Ihren Host ausweist, war drei Tage lang nicht zu finden. {tenant} antwortet dort nicht mehr. Ihre Daten sind unverändert. Setzen Sie den Eintrag wieder und bestätigen Sie den Host.',
    greeting: 'Guten Tag {name},',
    subject: '{host} führt nicht mehr zu {tenant}',
  },
} as const
