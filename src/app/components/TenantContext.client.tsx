'use client'

import { createContext, useContext } from 'react'
import type { ReactNode } from 'react'

import type { ScreenTenant } from '../tenant.ts'

const TenantContext = createContext<null | ScreenTenant>(null)

/** Hands the tenant's facts to the client components below. */
export function TenantContextProvider(props: { children: ReactNode; tenant: null | ScreenTenant }) {
  return <TenantContext value={props.tenant}>{props.children}</TenantContext>
}

/** The tenant of the page, or null on a page without one. */
export function useTenant(): null | ScreenTenant {
  return useContext(TenantContext)
}
