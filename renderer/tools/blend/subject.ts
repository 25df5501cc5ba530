import { type DocumentData, hasPixels, type RasterLayer } from '../../../electron/contract/document/index.ts'
import type { TranslationKey } from '../../i18n/index.ts'
import { actedOn, activeLayer, type ResultLayer } from '../resultTool.ts'

/** A result, and the object it came from. */
export interface ResultSubject {
  kind: 'result'
  result: ResultLayer<'blend'>
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
  const active = activeLayer(data)
  const masked =
    active?.kind === 'paint' && active.maskOf !== undefined ? data.layers[active.maskOf] : undefined
  const on = actedOn(data, masked ?? active, 'blend')
  if (on.kind === 'none') return none(`blend:missing.${on.missing}`)
  if (on.kind === 'result') return { kind: 'result', result: on.result, object: on.source }
  const { layer: object } = on
  if (!object.visible) return none('blend:missing.hidden')
  if (!hasPixelsBelow(data, object.id)) return none('blend:missing.photo')
  return { kind: 'object', object }
}

/** Layers in the order they are painted, groups resolved, with the visibility they inherit. */
export function paintOrder(data: DocumentData): { layer: RasterLayer; visible: boolean }[] {
  const walk = (ids: readonly string[], visible: boolean): { layer: RasterLayer; visible: boolean }[] =>
    ids.flatMap((id) => {
      const layer = data.layers[id]
      if (!layer) return []
      const shown = visible && layer.visible
      if (layer.kind === 'group') return walk(layer.children, shown)
      return hasPixels(layer) ? [{ layer, visible: shown }] : []
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
