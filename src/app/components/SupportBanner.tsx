import { currentSupport } from '../support.ts'

/** Says on every screen that one is here as support and until when, with the way out. */
export function SupportBanner({ i18n }: { i18n: { language: string } }) {
  const notice = currentSupport(i18n.language)
  if (notice === null) {
    return null
  }

  return (
    <form action="/logout" className="tenon-support-banner" method="post" role="status">
      <span>{notice.text}</span>
      <button type="submit">{notice.leave}</button>
    </form>
  )
}
