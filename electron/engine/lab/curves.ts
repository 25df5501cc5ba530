import type { Selection } from '../../train/game/training.ts'
import { isBetter } from '../../train/run/best.ts'
import type { CurveRow } from './runFiles.ts'

type Values = Record<string, number>
export interface Point {
  step: number
  values: Values
}

/** What judges say of what a generator draws, which is held against nothing that was held out. */
const ofDrawn = new Set(['finestDistance', 'coarsestDistance', 'likeness', 'askedClass', 'referee', 'again'])

/** Figures are measured on samples; what is reported at every step are losses. */
export const isFigure = (name: string): boolean => /(HeldOut|Seen)$/.test(name) || ofDrawn.has(name)

const part = (row: CurveRow, wanted: (name: string) => boolean): Values =>
  Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'step' && wanted(name)))

/** The losses, thinned out to `points` by the means of spans of equal length. */
export function thinned(rows: readonly CurveRow[], points: number): Point[] {
  const span = Math.max(1, Math.ceil(rows.length / points))
  const thin: Point[] = []
  for (let from = 0; from < rows.length; from += span) {
    const within = rows.slice(from, from + span).map((row) => part(row, (name) => !isFigure(name)))
    const names = Object.keys(within.at(-1)!)
    const mean = (name: string) => {
      const values = within.map((row) => row[name]).filter((value) => value !== undefined)
      return values.reduce((sum, value) => sum + value, 0) / values.length
    }
    thin.push({
      step: rows[Math.min(from + span, rows.length) - 1]!.step,
      values: Object.fromEntries(names.map((name) => [name, mean(name)])),
    })
  }
  return thin
}

/** Every measurement on samples. */
export function figuresIn(rows: readonly CurveRow[]): Point[] {
  return rows
    .map((row) => ({ step: row.step, values: part(row, isFigure) }))
    .filter(({ values }) => Object.keys(values).length > 0)
}

/** What the latest row says, figures aside. */
export const lossesOf = (row: CurveRow | undefined): Values =>
  row ? part(row, (name) => !isFigure(name)) : {}

/** The best measurement of a figure. */
export function bestOf(
  figures: readonly Point[],
  selection: Selection,
): { step: number; value: number } | null {
  let best: { step: number; value: number } | null = null
  for (const { step, values } of figures) {
    const value = values[selection.figure]
    if (value !== undefined && isBetter(selection, value, best?.value ?? null)) best = { step, value }
  }
  return best
}
