import { defineErrors } from '../errors/index.ts'

/** One setting that cannot be used, with what is allowed instead. */
export type ConfigProblem = {
  allowed: string
  /** What was given, or undefined where the value is missing or must not be shown. */
  given?: string
  variable: string
}

/** Ways the environment can be wrong. */
export const configErrors = defineErrors('CONFIG', {
  INVALID: {
    message: ({ problems }: { problems: readonly ConfigProblem[] }) =>
      problems
        .map(({ allowed, given, variable }) =>
          given === undefined
            ? `The setting ${variable} must be ${allowed}.`
            : `The setting ${variable} is "${given}". It must be ${allowed}.`,
        )
        .join(' '),
    status: 500,
  },
})
