import { Mark } from '../brand/Mark.tsx'
import { currentBrand } from './brand.ts'

const SIZE = 30

/** The tenant's logo, or the product's mark. */
export async function BrandMark() {
  const { logo } = await currentBrand()

  return logo === null ? (
    <Mark size={SIZE} />
  ) : (
    <img alt="" className="tenon-nav-header__logo" height={SIZE} src={logo} />
  )
}
