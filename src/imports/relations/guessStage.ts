import { words } from '../guess/words.ts'

const WON = /\b(won|gewonnen|success|successful|signed|abgeschlossen gewonnen)\b/
const LOST = /\b(lost|verloren|rejected|abgelehnt|dead|disqualified|abandoned)\b/

/** How far a deal in a stage of such a name usually is, in percent. */
const PROBABILITIES: readonly (readonly [RegExp, number])[] = [
  [/prospect|lead|new|neu|anbahnung/, 10],
  [/qualif/, 20],
  [/engag|contact|gesprach|meeting|demo/, 30],
  [/propos|quote|angebot|offer/, 50],
  [/negoti|verhandl|contract|vertrag/, 75],
]
const UNKNOWN_PROBABILITY = 40

/** What the name of a stage says about it. */
export function guessStage(name: string): {
  kind: 'lost' | 'open' | 'won'
  probability: number
} {
  const text = words(name)
  if (LOST.test(text)) {
    return { kind: 'lost', probability: 0 }
  }
  if (WON.test(text)) {
    return { kind: 'won', probability: 100 }
  }
  const known = PROBABILITIES.find(([pattern]) => pattern.test(text))

  return { kind: 'open', probability: known?.[1] ?? UNKNOWN_PROBABILITY }
}
