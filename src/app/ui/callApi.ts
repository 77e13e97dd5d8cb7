/** One reason why a request was refused, as the API says it. */
export type ApiFault = { code?: string; field?: string; message: string }

/** A request that the API refused; its message is for people. */
export class ApiError extends Error {
  readonly faults: readonly ApiFault[]
  readonly status: number

  constructor(status: number, faults: readonly ApiFault[]) {
    super(faults.map(({ message }) => message).join(' '))
    this.faults = faults
    this.status = status
  }

  /** The stable code of the first reason. */
  get code(): string {
    return this.faults[0]?.code ?? ''
  }
}

/** Asks the API of the tenant and answers its JSON; throws `ApiError`. */
export async function callApi<T>(
  method: 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT',
  path: string,
  body?: unknown,
  options: { signal?: AbortSignal } = {},
): Promise<T> {
  const response = await fetch(path, {
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  })
  const text = await response.text()
  const json = parsed(text)
  if (!response.ok) {
    const { errors } = (json ?? {}) as { errors?: ApiFault[] }
    throw new ApiError(response.status, errors ?? [{ message: response.statusText }])
  }

  return json as T
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
