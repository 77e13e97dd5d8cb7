import { defineErrors } from '../../kernel/errors/index.ts'

/** Ways building or serving the admin can fail. */
export const adminErrors = defineErrors('ADMIN', {
  BUILD_FAILED: {
    message: ({ dir, output }: { dir: string; output: string }) =>
      `The admin could not be built in ${dir}. The end of the build's output:\n${output}`,
    status: 500,
  },
  COMPONENT_NOT_FOUND: {
    message: ({ path, tried }: { path: string; tried: string }) =>
      `The admin component "${path}" has no file (tried ${tried}). Correct its path in the configuration.`,
    status: 500,
  },
  NOT_BUILT: {
    message: ({ dir }: { dir: string }) =>
      `There is no built admin in ${dir}. Run "npm start", which builds it.`,
    status: 500,
  },
  NOT_REGISTERED: {
    message: () => 'The admin was asked to start before registerAdmin handed Payload to it.',
    status: 500,
  },
  PACKAGE_NOT_FOUND: {
    message: ({ from, name }: { from: string; name: string }) =>
      `The package "${name}" was not found from ${from}. Install it there with npm.`,
    status: 500,
  },
})
