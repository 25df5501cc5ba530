import type { DocumentData, RasterLayer } from '../../../electron/contract/document/index.ts'
import type { TranslationKey } from '../../i18n/index.ts'
import { actedOn, activeLayer, type ResultLayer } from '../resultTool.ts'

/** What the Translate tool would act on: a picture, or an earlier translation and the picture it came from. */
export type TranslateSubject =
  | { kind: 'picture'; picture: RasterLayer }
  | { kind: 'result'; result: ResultLayer<'translate'>; picture: RasterLayer }
  | { kind: 'none'; reason: TranslationKey }

/** Reads the subject off the active layer, or says what is missing. */
export function translateSubject(data: DocumentData): TranslateSubject {
  const active = activeLayer(data)
  // With the hints' layer active, the picture that they are for is repainted.
  const hinted =
    active?.kind === 'paint' && active.hintsOf !== undefined ? data.layers[active.hintsOf] : undefined
  const on = actedOn(data, hinted ?? active, 'translate')
  if (on.kind === 'none') return { kind: 'none', reason: `translate:missing.${on.missing}` }
  if (on.kind === 'result') return { kind: 'result', result: on.result, picture: on.source }
  return { kind: 'picture', picture: on.layer }
}
