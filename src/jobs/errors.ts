import { defineErrors } from '../kernel/errors/index.ts'

/** Ways a job can be refused, stopped or lost. */
export const jobsErrors = defineErrors('JOBS', {
  CANCELLED: {
    message: ({ id }: { id: string }) => `Job ${id} was cancelled; its current step was undone.`,
    status: 409,
  },
  INPUT_INVALID: {
    message: ({ kind, reason }: { kind: string; reason: string }) =>
      `The input of job "${kind}" is not valid: ${reason}`,
    status: 400,
  },
  LEASE_LOST: {
    message: ({ id }: { id: string }) =>
      `Job ${id} is held by another worker by now; this step was undone here.`,
    status: 409,
  },
  NOT_FOUND: { message: ({ id }: { id: string }) => `There is no job ${id}.`, status: 404 },
  YIELDED: {
    message: ({ id }: { id: string }) =>
      `Job ${id} made room at the end of a step and goes on from there later.`,
    status: 409,
  },
})
