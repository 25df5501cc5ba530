import {
  type DocumentData,
  hasPixels,
  type Layer,
  type RasterLayer,
  type RecipeOf,
} from '../../../electron/contract/document/index.ts'
import type { TranslationKey } from '../../i18n/index.ts'

type ResultLayer = Extract<Layer, { kind: 'result' }> & { recipe: RecipeOf<'blend'> }

/** A result, and the object it came from. */
export interface ResultSubject {
  kind: 'result'
  result: ResultLayer
  object: RasterLayer
}

/** What the Blend tool would act on: an object to blend, or an earlier result to run again. */
export type BlendSubject =
  | { kind: 'object'; object: RasterLayer }
  | ResultSubject
  | { kind: 'none'; reason: TranslationKey }

const none = (reason: TranslationKey): BlendSubject => ({ kind: 'none', reason })

/**
 * Reads the subject off the active layer, or says what is missing. A layer on which an object's mask is painted
 * stands for that object.
 */
export function blendSubject(data: DocumentData): BlendSubject {
  const chosen = data.active === null ? undefined : data.layers[data.active]
  const masked =
    chosen?.kind === 'paint' && chosen.maskOf !== undefined ? data.layers[chosen.maskOf] : undefined
  const active = masked ?? chosen
  if (!active) return none('blend:missing.layer')
  if (!hasPixels(active)) return none('blend:missing.group')
  if (active.kind === 'result' && active.recipe.tool === 'blend') {
    const object = data.layers[active.recipe.source]
    if (!hasPixels(object)) return none('blend:missing.source')
    return { kind: 'result', result: { ...active, recipe: active.recipe }, object }
  }
  if (!active.visible) return none('blend:missing.hidden')
  if (!hasPixelsBelow(data, active.id)) return none('blend:missing.photo')
  return { kind: 'object', object: active }
}

/** Layers in the order they are painted, groups resolved, with the visibility they inherit. */
export function paintOrder(data: DocumentData): { layer: RasterLayer; visible: boolean }[] {
  const walk = (ids: readonly string[], visible: boolean): { layer: RasterLayer; visible: boolean }[] =>
    ids.flatMap((id) => {
      const layer = data.layers[id]
      if (!layer) return []
      const shown = visible && layer.visible
      return layer.kind === 'group' ? walk(layer.children, shown) : [{ layer, visible: shown }]
    })
  return walk(data.root, true)
}

function hasPixelsBelow(data: DocumentData, id: string): boolean {
  for (const { layer, visible } of paintOrder(data)) {
    if (layer.id === id) return false
    if (visible) return true
  }
  return false
}
