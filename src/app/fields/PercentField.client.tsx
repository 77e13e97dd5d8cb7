'use client'

import type { NumberFieldClientProps } from 'payload'

import { ScaledNumberField } from './ScaledNumberField.client.tsx'

const SCALE = { digits: 2, shown: 0 }

/** A share kept in hundredths of a percent. */
export function PercentField(props: NumberFieldClientProps) {
  return <ScaledNumberField {...props} scale={SCALE} unit="%" />
}
