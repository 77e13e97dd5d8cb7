import { defineRule } from '../defineRule.ts'

/** No function of ours claims to be leakproof: such a one is asked before the policy. */
export const functionLeakproof = defineRule('function-leakproof', (catalog) =>
  catalog.routines
    .filter(({ leakproof }) => leakproof)
    .map(({ signature }) => ({
      fix: `alter function ${signature} not leakproof`,
      message: 'it claims to be leakproof and sees rows before the policy does',
      object: signature,
    })),
)
