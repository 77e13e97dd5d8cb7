import type { z } from 'zod'

import { pluginErrors } from './errors.ts'
import type { CrmPlugin, PluginManifest } from './types.ts'

/** The function an agency calls with a plugin's options to list it in `tenon.config.ts`. */
export type PluginFactory<TOptions extends z.ZodType> = (options?: z.input<TOptions>) => CrmPlugin

/** Declares a plugin; calling the result checks the options and throws `PLUGIN_OPTIONS_INVALID`. */
export function definePlugin<TOptions extends z.ZodType = z.ZodType<Record<string, never>>>(
  manifest: PluginManifest<TOptions>,
): PluginFactory<TOptions> {
  const { setup, ...data } = manifest

  return (given) => {
    const options = checkedOptions(manifest, given)

    return {
      manifest: data,
      options,
      setup: setup === undefined ? undefined : (config) => setup({ config, options }),
    }
  }
}

function checkedOptions<TOptions extends z.ZodType>(
  { id, options }: PluginManifest<TOptions>,
  given: unknown,
): z.output<TOptions> {
  if (options === undefined) {
    const [unknown] = Object.keys(given ?? {})
    if (unknown !== undefined) {
      throw pluginErrors.OPTIONS_INVALID({
        option: unknown,
        plugin: id,
        reason: 'the plugin has no options',
      })
    }

    return {} as z.output<TOptions>
  }
  const parsed = options.safeParse(given ?? {})
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw pluginErrors.OPTIONS_INVALID(
      {
        option: issue?.path.join('.') ?? '',
        plugin: id,
        reason: issue?.message ?? parsed.error.message,
      },
      parsed.error,
    )
  }

  return parsed.data
}
