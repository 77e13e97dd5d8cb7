'use client'

import type { NumberFieldClientProps } from 'payload'

import { ScaledNumberField } from './ScaledNumberField.client.tsx'

const SCALE = { digits: 3, shown: 0 }

/** A quantity kept in thousandths. */
export function QuantityField(props: NumberFieldClientProps) {
  return <ScaledNumberField {...props} scale={SCALE} unit="" />
}
