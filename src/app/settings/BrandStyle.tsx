import { currentBrand } from './brand.ts'

/** Lets the tenant's colour stand for the product's own on every screen. */
export async function BrandStyle() {
  const { accent } = await currentBrand()

  const rule = `:root { --tenon-accent: ${accent ?? 'inherit'}; }`

  return accent === null ? null : <style>{rule}</style>
}
