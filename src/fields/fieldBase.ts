import type { FieldArgs, Label, TenonFieldOptions } from './types.ts'

type FieldAdmin = { description?: Label; position?: 'sidebar'; readOnly?: boolean }

/** The parts that every Payload field has in common, built from what the factory was told. */
export function fieldBase(
  args: FieldArgs,
  tenon: TenonFieldOptions,
): {
  admin: FieldAdmin
  custom: { tenon: TenonFieldOptions }
  index?: true
  label: Label
  name: string
  required?: true
  unique?: true
} {
  return {
    admin: {
      ...(args.description === undefined ? {} : { description: args.description }),
      ...(args.protected === true ? { readOnly: true } : {}),
      ...(args.sidebar === true ? { position: 'sidebar' as const } : {}),
    },
    custom: {
      tenon: {
        ...tenon,
        ...(args.personal === undefined ? {} : { personal: args.personal }),
        ...(args.protected === true ? { protected: true } : {}),
        ...(args.sensitive === true ? { sensitive: true } : {}),
      },
    },
    ...(args.index === true ? { index: true as const } : {}),
    label: args.label,
    name: args.name,
    ...(args.required === true ? { required: true as const } : {}),
    ...(args.unique === true ? { unique: true as const } : {}),
  }
}
