import { startProduct } from './startProduct.ts'

await startProduct(process.cwd())
