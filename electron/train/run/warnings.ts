import { type Text, text } from '../../contract/text.ts'
import { isBetter } from './best.ts'

/** One line of a run's curves. */
export type Row = { step: number } & Record<string, number>

/** Measurements without a better one that are a standstill. */
const STALLED = 6

/** The last values of what is not in every row. */
const valuesOf = (rows: readonly Row[], name: string): { step: number; value: number }[] =>
  rows.flatMap((row) => (row[name] === undefined ? [] : [{ step: row.step, value: row[name] }]))

/** The step of the best figure on pictures held out, where the last six measurements were no better; else null. */
export function stalledSince(rows: readonly Row[]): number | null {
  const measured = valuesOf(rows, 'psnrHeldOut')
  let best: (typeof measured)[number] | null = null
  for (const each of measured)
    if (isBetter({ figure: 'psnrHeldOut', better: 'higher' }, each.value, best?.value ?? null)) best = each
  if (!best) return null
  const since = measured.filter(({ step }) => step > best.step).length
  return since >= STALLED ? best.step : null
}

/** What a person should know of a run by its curves, as sentences; those that no longer hold are gone. */
export function warningsOf(rows: readonly Row[]): Text[] {
  const stalled = stalledSince(rows)
  return stalled === null ? [] : [text('training.stalled', { step: stalled })]
}
