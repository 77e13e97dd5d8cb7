import type { ZodType } from 'zod'

import { jobsErrors } from './errors.ts'
import type { Job, JobContext, JobResult } from './types.ts'

const DEFAULT_ATTEMPTS = 5

/** Declares a kind of job: its input and how it runs from a cursor, step by step. */
export function defineJob<TInput>(args: {
  input: ZodType<TInput>
  /** `module:verb`, unique in the process. */
  kind: string
  /** Starts without a committed step in between after which the job has failed; default 5. */
  maxAttempts?: number
  run: (context: JobContext<TInput>) => Promise<JobResult | undefined>
}): Job<TInput> {
  const parseInput = (value: unknown): TInput => {
    const parsed = args.input.safeParse(value)
    if (!parsed.success) {
      throw jobsErrors.INPUT_INVALID(
        { kind: args.kind, reason: parsed.error.issues.map(describeIssue).join('; ') },
        parsed.error,
      )
    }

    return parsed.data
  }

  return {
    kind: args.kind,
    maxAttempts: args.maxAttempts ?? DEFAULT_ATTEMPTS,
    parseInput,
    start: (context) => args.run({ ...context, input: parseInput(context.input) }),
  }
}

function describeIssue(issue: { message: string; path: readonly PropertyKey[] }): string {
  return issue.path.length === 0
    ? issue.message
    : `${issue.path.map(String).join('.')}: ${issue.message}`
}
