import {
  type DocumentData,
  hasPixels,
  type Layer,
  type RasterLayer,
  type RecipeOf,
} from '../../../electron/contract/document/index.ts'
import type { TranslationKey } from '../../i18n/index.ts'

type ResultLayer = Extract<Layer, { kind: 'result' }> & { recipe: RecipeOf<'translate'> }

/** What the Translate tool would act on: a picture, or an earlier translation and the picture it came from. */
export type TranslateSubject =
  | { kind: 'picture'; picture: RasterLayer }
  | { kind: 'result'; result: ResultLayer; picture: RasterLayer }
  | { kind: 'none'; reason: TranslationKey }

const none = (reason: TranslationKey): TranslateSubject => ({ kind: 'none', reason })

/** Reads the subject off the active layer, or says what is missing. */
export function translateSubject(data: DocumentData): TranslateSubject {
  const chosen = data.active === null ? undefined : data.layers[data.active]
  // Whoever gives hints repaints the picture that they are for.
  const hinted =
    chosen?.kind === 'paint' && chosen.hintsOf !== undefined ? data.layers[chosen.hintsOf] : undefined
  const active = hinted ?? chosen
  if (!active) return none('translate:missing.layer')
  if (!hasPixels(active)) return none('translate:missing.group')
  if (active.kind === 'result' && active.recipe.tool === 'translate') {
    const picture = data.layers[active.recipe.source]
    if (!hasPixels(picture)) return none('translate:missing.source')
    return { kind: 'result', result: { ...active, recipe: active.recipe }, picture }
  }
  return { kind: 'picture', picture: active }
}
