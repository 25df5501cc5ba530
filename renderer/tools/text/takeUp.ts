import type { LayerId } from '../../../electron/contract/document/index.ts'
import { currentSession, type Point } from '../../document/index.ts'
import { placeAt } from './carets.ts'
import { editText, selectText } from './editing.ts'
import { inText } from './frame.ts'
import { learnText, textLayer } from './setting.ts'
import { textState } from './state.ts'

/** The place in the text that is edited that is nearest to a point of the document. */
export function placeOf(point: Point): number {
  const { editing, laid } = textState.getState()
  const layer = editing && textLayer(editing.session, editing.layer)
  if (!layer || laid?.layer !== layer.id) return 0
  return placeAt(laid.laid.lines, inText(layer, point), layer.text.vertical)
}

/**
 * Takes a text up with the caret at a point of the document, which is known once it is known how the text stands.
 *
 * @returns the caret's place; null where the text may not be changed, or was left meanwhile
 */
export async function takeUpAt(id: LayerId, point: Point): Promise<number | null> {
  const session = currentSession()
  if (!editText(id, { from: 0, to: 0 })) return null
  await learnText(session, id)
  if (textState.getState().editing?.layer !== id) return null
  const place = placeOf(point)
  selectText(place, place)
  return place
}
