import { useEffect, useState } from 'react'
import {
  type DocumentData,
  hasPixels,
  type Layer,
  type RasterLayer,
  type RecipeOf,
  type ResultRecipe,
  type Transform,
} from '../../electron/contract/document/index.ts'
import type { Pixels } from '../../electron/contract/pixels.ts'
import { reportError } from '../app/failures.ts'
import { type DocumentSession, isStillOpen } from '../document/index.ts'
import { addResultLayer, type ResultOptions, replaceResult } from '../document/operations/add.ts'
import { formatNumber, type TranslationKey, t } from '../i18n/index.ts'
import { showToast } from '../ui/Toast.tsx'

/*
 * What tools have in common that make a result layer of a layer: they act on a layer that is active, or on an earlier
 * result of theirs, which they make again; and what comes after the document has gone is dropped.
 */

type ToolName = ResultRecipe['tool']

/** A layer that a tool made. */
export type ResultLayer<T extends ToolName> = Extract<Layer, { kind: 'result' }> & { recipe: RecipeOf<T> }

/** What the active layer, or another, is to a tool. */
export type ActedOn<T extends ToolName> =
  | { kind: 'layer'; layer: RasterLayer }
  | { kind: 'result'; result: ResultLayer<T>; source: RasterLayer }
  | { kind: 'none'; missing: 'layer' | 'group' | 'source' }

/** Reads off a layer what a tool would act on: its pixels, or those of the layer that it is a result of. */
export function actedOn<T extends ToolName>(
  data: DocumentData,
  layer: Layer | undefined,
  tool: T,
): ActedOn<T> {
  if (!layer) return { kind: 'none', missing: 'layer' }
  if (!hasPixels(layer)) return { kind: 'none', missing: 'group' }
  if (!isResultOf(layer, tool)) return { kind: 'layer', layer }
  const source = data.layers[layer.recipe.source]
  return hasPixels(source) ? { kind: 'result', result: layer, source } : { kind: 'none', missing: 'source' }
}

export const isResultOf = <T extends ToolName>(layer: Layer, tool: T): layer is ResultLayer<T> =>
  layer.kind === 'result' && layer.recipe.tool === tool

/** The active layer; undefined when none is. */
export const activeLayer = ({ active, layers }: DocumentData): Layer | undefined =>
  active === null ? undefined : layers[active]

/** What a tool made, on its way into the document. */
export interface Made {
  /** Name of the new layer. */
  name: string
  pixels: Pixels
  recipe: ResultRecipe
  transform: Transform
  /** For a new layer; a layer that is run again stays where it is. */
  options?: Pick<ResultOptions, 'hide' | 'aside' | 'mask'>
  /** Said when it is there, with the seconds that it took and the size in pixels. */
  said: {
    key: Extract<TranslationKey, `${string}:done`>
    seconds: number
    width: number
    height: number
    description?: string
  }
}

/**
 * Runs a tool's job, and puts what comes of it into the document: a new layer above its source, or the new pixels of a
 * result. It may have gone behind others meanwhile; nothing is put anywhere when it was closed, or the source deleted.
 *
 * @param again the result that is made again, if any
 * @param made called when the document is still there
 * @returns whether it was put there
 */
export async function makeResult<Answer>(
  session: DocumentSession,
  source: RasterLayer,
  again: ResultLayer<ToolName> | undefined,
  job: () => Promise<Answer>,
  made: (answer: Answer) => Made,
): Promise<boolean> {
  const answer = await job()
  if (!isStillOpen(session) || !(source.id in session.data.layers)) return false
  const { name, pixels, recipe, transform, options, said } = made(answer)
  if (again && again.id in session.data.layers) replaceResult(session, again.id, pixels, recipe, transform)
  else addResultLayer(session, name, pixels, recipe, { ...options, above: source.id, transform })
  const { key, seconds, width, height, description } = said
  showToast({
    tone: 'success',
    title: t(key, { seconds: formatNumber(seconds, { maximumSignificantDigits: 2 }), width, height }),
    ...(description !== undefined && { description }),
    id: key,
  })
  return true
}

/** A run that a button of a panel starts: whether it is under way, and what starts it. A failure is shown under `label`. */
export function useRun(perform: () => Promise<void>, label: TranslationKey) {
  const [running, setRunning] = useState(false)
  const run = () => {
    setRunning(true)
    perform()
      .catch((thrown) => reportError(thrown, label))
      .finally(() => setRunning(false))
  }
  return { running, run }
}

/** Calls `recall` when a result becomes active, so that the panel shows what it was made with; not at each change of it. */
export function useRecall<T extends ToolName>(
  result: ResultLayer<T> | undefined,
  recall: (result: ResultLayer<T>) => void,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above.
  useEffect(() => {
    if (result) recall(result)
  }, [result?.id])
}
