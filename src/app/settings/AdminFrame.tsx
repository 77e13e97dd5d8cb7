import { DefaultTemplate } from '@payloadcms/next/templates'
import type { AdminViewServerProps } from 'payload'
import type { ReactNode } from 'react'

/** The admin around a page of our own: navigation, header, account. */
export function AdminFrame({
  children,
  view,
}: {
  children: ReactNode
  view: AdminViewServerProps
}) {
  const { initPageResult, params, searchParams } = view
  const { permissions, req, visibleEntities } = initPageResult

  return (
    <DefaultTemplate
      i18n={req.i18n}
      payload={req.payload}
      permissions={permissions}
      visibleEntities={visibleEntities}
      {...(params === undefined ? {} : { params })}
      {...(req.user === null ? {} : { user: req.user })}
      {...(searchParams === undefined ? {} : { searchParams })}
    >
      {children}
    </DefaultTemplate>
  )
}
