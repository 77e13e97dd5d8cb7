import { currentBrand } from './brand.ts'

/** Lets the tenant's colour stand for the product's own on every screen. */
export async function BrandStyle() {
  const { accent } = await currentBrand()

  return accent === null ? null : <style>{`:root { --tenon-accent: ${accent}; }`}</style>
}
