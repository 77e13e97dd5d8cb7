import { callApi } from '../../ui/callApi.ts'

type Mail = { id: string; status: string; text: null | string }

// Whether a mail goes out is known once its delivery was tried.
const TRIES = 10
const PAUSE_MS = 300
const UNDERWAY: ReadonlySet<string> = new Set(['queued', 'sending'])
const LINK = /https?:\/\/\S+accept-invitation\S+/

/**
 * Invites somebody and gives the link to hand over by oneself where no mail server takes the mail; null
 * where the mail goes out. Throws `ApiError`.
 */
export async function invite(person: {
  email: string
  name: string
  role: string
}): Promise<null | string> {
  const { mail } = await callApi<{ mail: { id: string } }>('POST', '/api/auth/invitations', person)
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { docs } = await callApi<{ docs: Mail[] }>('GET', '/api/auth/mails')
    const found = docs.find(({ id }) => id === mail.id)
    const [link] = LINK.exec(found?.text ?? '') ?? []
    if (link !== undefined) {
      return link
    }
    if (found === undefined || !UNDERWAY.has(found.status)) {
      return null
    }
    await new Promise((resolve) => {
      setTimeout(resolve, PAUSE_MS)
    })
  }

  return null
}
