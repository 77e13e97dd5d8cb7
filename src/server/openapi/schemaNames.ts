import type { CollectionModel } from '../../collection/index.ts'

/** Names of the schemas of a collection. */
export function schemaNames({ noun, module }: CollectionModel) {
  const name = [module, ...noun.split('_')].map(capital).join('')

  return { change: `${name}Change`, input: `${name}Input`, record: name }
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
