import { type Text, text } from '../../contract/text.ts'
import type { RecipeOptions } from '../game/recipe.ts'
import type { Selection } from '../game/training.ts'
import { isBetter } from './best.ts'

/** One line of a run's curves. */
export type Row = { step: number } & Record<string, number>

/** What a run is, for what its curves mean. */
export interface Told {
  recipe: string
  options: RecipeOptions
}

/** Measurements without a better one that are a standstill. */
const STALLED = 6

/** Figures that a run is judged by: the first of them that it has. */
const judged: readonly Selection[] = [
  { figure: 'psnrHeldOut', better: 'higher' },
  { figure: 'finestDistance', better: 'lower' },
]

/**
 * Recipes whose critics tell made pictures from real ones by a loss that is near 0 once nothing fools them, and the names of
 * those losses. Distances and energies are not among them: a small one is no win.
 */
const critics: Readonly<Record<string, readonly string[]>> = {
  pix2pix: ['critic'],
  dcgan: ['critic'],
  cgan: ['critic'],
  mrgan: ['critic'],
  cyclegan: ['criticA', 'criticB'],
  discogan: ['criticA', 'criticB'],
}

/** Steps over which a critic's loss is averaged, and the share of its first one below which it has won. */
const [FIRST, LAST, WON] = [5, 100, 0.1]

/**
 * Likeness of drawn pictures (mean MS-SSIM of pairs) from which on they are one picture with small differences, and the looks in
 * a row that show it. An untrained generator draws nothing but grey, so the first looks do not count.
 */
const [ALIKE, LOOKS, EARLY] = [0.9, 3, 2]

/** The values of what is not in every row. */
const valuesOf = (rows: readonly Row[], name: string): { step: number; value: number }[] =>
  rows.flatMap((row) => (row[name] === undefined ? [] : [{ step: row.step, value: row[name] }]))

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** The step of the best figure, where the last six measurements were no better; else null. */
export function stalledSince(rows: readonly Row[]): number | null {
  for (const selection of judged) {
    const measured = valuesOf(rows, selection.figure)
    let best: (typeof measured)[number] | null = null
    for (const each of measured) if (isBetter(selection, each.value, best?.value ?? null)) best = each
    if (best) return measured.filter(({ step }) => step > best.step).length >= STALLED ? best.step : null
  }
  return null
}

/** Whether a critic tells made pictures from real ones nearly always: its loss is a small share of what it was at first. */
export function criticWins(rows: readonly Row[], recipe: string): boolean {
  return (critics[recipe] ?? []).some((name) => {
    const losses = valuesOf(rows, name).map(({ value }) => value)
    if (losses.length < 2 * LAST) return false
    return mean(losses.slice(-LAST)) < WON * mean(losses.slice(0, FIRST))
  })
}

/** Whether a generator draws one picture over and over. */
export function drawsAlike(rows: readonly Row[]): boolean {
  const measured = valuesOf(rows, 'likeness').slice(EARLY)
  return measured.length >= LOOKS && measured.slice(-LOOKS).every(({ value }) => value >= ALIKE)
}

/** What a person should know of a run by its curves, as sentences; those that no longer hold are gone. */
export function warningsOf(rows: readonly Row[], { recipe, options }: Told): Text[] {
  const said: Text[] = []
  if (criticWins(rows, recipe)) {
    said.push(text('training.criticWins'))
    // Where supports do not meet, a critic that wins has no slope left to learn by (Arjovsky and Bottou 2017).
    if (options.noise === 0) said.push(text('training.noiseHelps'))
  }
  if (drawsAlike(rows)) said.push(text('training.drawsAlike'))
  const step = stalledSince(rows)
  if (step !== null) {
    const ofDrawn = rows.every((row) => row.psnrHeldOut === undefined)
    said.push(ofDrawn ? text('training.stalledDrawn', { step }) : text('training.stalled', { step }))
  }
  return said
}
