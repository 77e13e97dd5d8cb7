/** The bound values of one statement; `$1` is always the tenant. */
export class Parameters {
  readonly values: unknown[]
  readonly tenant = '$1::uuid'
  #aliases = 0

  constructor(tenantId: string) {
    this.values = [tenantId]
  }

  /** Binds a value and gives its placeholder with an explicit type. */
  add(value: unknown, type: string): string {
    this.values.push(value)

    return `$${this.values.length}::${type}`
  }

  /** A number that no other alias of the statement has. */
  nextAlias(): number {
    this.#aliases += 1

    return this.#aliases
  }
}
