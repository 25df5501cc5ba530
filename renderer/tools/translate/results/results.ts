import { createStore } from 'zustand/vanilla'
import type { LayerId, TranslateSettings } from '../../../../electron/contract/document/index.ts'
import type { Pixels } from '../../../../electron/contract/pixels.ts'
import { canvasOf, createSurface, type DocumentSession, openDocuments } from '../../../document/index.ts'

/** A translation that was made, small, with all it takes to make it again at full size. */
export interface TriedResult {
  readonly id: number
  readonly session: DocumentSession
  /** The layer that was translated. */
  readonly source: LayerId
  readonly model: string
  readonly settings: TranslateSettings
  readonly canvas: OffscreenCanvas
  readonly favourite: boolean
}

/** The longest side that is kept, in pixels: 48 of them are at most 60 MB. */
const KEPT_SIDE = 560
/** How many results are kept, and how many favourites; the oldest are dropped first. */
export const MAX_KEPT = 24

/** What was tried in the open documents, the newest first. */
export const triedResults = createStore<{ results: readonly TriedResult[] }>(() => ({ results: [] }))

let lastId = 0

export function rememberResult(
  result: Pick<TriedResult, 'session' | 'source' | 'model' | 'settings'>,
  pixels: Pixels,
): TriedResult {
  const tried = { ...result, id: ++lastId, favourite: false, canvas: reduced(pixels) }
  // The same made again takes the place of what was there.
  const key = keyOf(tried)
  triedResults.setState(({ results }) => {
    const before = results.find((other) => keyOf(other) === key)
    const rest = results.filter((other) => other !== before)
    return { results: bounded([{ ...tried, favourite: before?.favourite ?? false }, ...rest]) }
  })
  return triedResults.getState().results[0]!
}

export function setFavourite(id: number, favourite: boolean): void {
  triedResults.setState(({ results }) => ({
    results: bounded(results.map((result) => (result.id === id ? { ...result, favourite } : result))),
  }))
}

/** Forgets the results of a document with it. Called once at start-up. */
export function forgetWithDocument(): void {
  openDocuments.subscribe((now, before) => {
    if (now.sessions === before.sessions) return
    const gone = new Set(before.sessions.filter((session) => !now.sessions.includes(session)))
    if (gone.size > 0)
      triedResults.setState(({ results }) => ({
        results: results.filter(({ session }) => !gone.has(session)),
      }))
  })
}

const keyOf = ({ source, model, settings }: TriedResult) => JSON.stringify([source, model, settings])

function bounded(results: readonly TriedResult[]): TriedResult[] {
  const counts = { true: 0, false: 0 }
  return results.filter(({ favourite }) => ++counts[`${favourite}`] <= MAX_KEPT)
}

function reduced(pixels: Pixels): OffscreenCanvas {
  const { width, height } = pixels
  const scale = Math.min(1, KEPT_SIDE / Math.max(width, height))
  const whole = canvasOf(pixels)
  if (scale === 1) return whole
  const { canvas, context } = createSurface(
    Math.max(1, Math.round(width * scale)),
    Math.max(1, Math.round(height * scale)),
  )
  context.imageSmoothingQuality = 'high'
  context.drawImage(whole, 0, 0, canvas.width, canvas.height)
  whole.width = whole.height = 0
  return canvas
}
