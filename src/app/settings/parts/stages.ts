import type { SettingsData } from '../types.ts'

/** The pipelines with their stages. */
export type PipelineFacts = NonNullable<SettingsData['data']['pipelines']>

/** A step of a pipeline. */
export type Stage = PipelineFacts['stages'][number]

const STEP = 10

/** The stages whose place changes when they stand in this order, each with its new place. */
export function newPlaces<T extends { id: string; order: number }>(
  stages: readonly T[],
): { order: number; stage: T }[] {
  return stages
    .map((stage, index) => ({ order: (index + 1) * STEP, stage }))
    .filter(({ order, stage }) => stage.order !== order)
}
