import { BrandMark } from '../settings/BrandMark.tsx'
import { currentTenant } from '../tenant.ts'
import { KeepNavOpen } from './KeepNavOpen.client.tsx'

/** The head of the navigation: the mark, Tenon's name and the tenant's. */
export async function NavHeader() {
  const tenant = await currentTenant()

  return (
    <a className="tenon-nav-header" href="/admin">
      <KeepNavOpen />
      <BrandMark />
      <span className="tenon-nav-header__names">
        <span className="tenon-nav-header__product">Tenon</span>
        {tenant ? <span className="tenon-nav-header__tenant">{tenant.name}</span> : null}
      </span>
    </a>
  )
}
