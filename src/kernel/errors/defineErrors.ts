import { TenonError } from './tenonError.ts'

/** One row of a module's error table: HTTP status and the message built from the facts. */
export type ErrorSpec<TData extends Record<string, unknown>> = {
  message: (data: TData) => string
  status: number
}

type Specs = Record<string, ErrorSpec<never>>

type DataOf<TSpec> = TSpec extends ErrorSpec<infer TData> ? TData : never

/** The throwable factories made from an error table: one per code, taking the facts and a cause. */
export type ErrorFactories<TSpecs extends Specs> = {
  [K in keyof TSpecs]: (data: DataOf<TSpecs[K]>, cause?: unknown) => TenonError
}

/** Turns a table of error specs into throwable factories whose codes start with the module prefix. */
export function defineErrors<const TSpecs extends Specs>(
  prefix: string,
  specs: TSpecs,
): ErrorFactories<TSpecs> {
  const factories = Object.entries(specs).map(([key, spec]) => [
    key,
    (data: never, cause?: unknown) =>
      new TenonError({
        cause,
        code: `${prefix}_${key}`,
        data,
        message: spec.message(data),
        status: spec.status,
      }),
  ])

  return Object.fromEntries(factories) as ErrorFactories<TSpecs>
}
