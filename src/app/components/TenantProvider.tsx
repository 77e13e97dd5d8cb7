import type { ReactNode } from 'react'

import { BrandStyle } from '../settings/BrandStyle.tsx'
import { currentTenant } from '../tenant.ts'
import { TenantContextProvider } from './TenantContext.client.tsx'

/** Wraps every screen so that client components know the tenant. */
export async function TenantProvider({ children }: { children: ReactNode }) {
  return (
    <TenantContextProvider tenant={await currentTenant()}>
      <BrandStyle />
      {children}
    </TenantContextProvider>
  )
}
