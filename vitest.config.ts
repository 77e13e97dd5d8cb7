import { defineConfig } from 'vitest/config'

const CLUSTER = ['tests/helpers/globalSetup.ts']
const MINUTE = 60_000

/** Files that compare times: another file beside them would be measured with them. */
const TIMED = ['tests/int/noisyNeighbour.spec.ts', 'tests/isolation/timing.spec.ts']

/** Suites that share the machine's processes and ports run one file after the other. */
const alone = { fileParallelism: false, maxWorkers: 1 }

export default defineConfig({
  test: {
    maxWorkers: 2,
    pool: 'forks',
    projects: [
      {
        extends: true,
        test: {
          include: ['{src,collections,plugins,scripts}/**/*.spec.ts'],
          name: 'unit',
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          globalSetup: CLUSTER,
          hookTimeout: MINUTE,
          include: ['tests/contract/**/*.spec.ts'],
          name: 'contract',
          sequence: { groupOrder: 1 },
          testTimeout: MINUTE,
        },
      },
      {
        extends: true,
        test: {
          exclude: TIMED,
          globalSetup: CLUSTER,
          hookTimeout: 2 * MINUTE,
          include: ['tests/int/**/*.spec.ts'],
          name: 'int',
          sequence: { groupOrder: 1 },
          testTimeout: MINUTE,
        },
      },
      {
        extends: true,
        test: {
          exclude: TIMED,
          globalSetup: CLUSTER,
          hookTimeout: 5 * MINUTE,
          include: ['tests/isolation/**/*.spec.ts'],
          name: 'isolation',
          sequence: { groupOrder: 1 },
          testTimeout: 5 * MINUTE,
        },
      },
      {
        extends: true,
        test: {
          ...alone,
          globalSetup: CLUSTER,
          hookTimeout: 5 * MINUTE,
          include: ['tests/chaos/**/*.spec.ts'],
          name: 'chaos',
          sequence: { groupOrder: 2 },
          testTimeout: 5 * MINUTE,
        },
      },
      {
        extends: true,
        test: {
          ...alone,
          globalSetup: CLUSTER,
          hookTimeout: 5 * MINUTE,
          include: TIMED,
          name: 'timed',
          sequence: { groupOrder: 3 },
          testTimeout: 5 * MINUTE,
        },
      },
      {
        extends: true,
        test: {
          ...alone,
          globalSetup: CLUSTER,
          hookTimeout: 10 * MINUTE,
          include: ['tests/e2e/**/*.spec.ts'],
          name: 'e2e',
          sequence: { groupOrder: 4 },
          testTimeout: 5 * MINUTE,
        },
      },
    ],
    reporters: ['default'],
  },
})
