import type { LayerId, TextLayer, TextSettings } from '../../../electron/contract/document/index.ts'
import { engine } from '../../app/connection.ts'
import { reportError } from '../../app/failures.ts'
import { type DocumentSession, type Gesture, type Label, setText } from '../../document/index.ts'
import { currentLanguage } from '../../i18n/index.ts'
import { textState } from './state.ts'

/** One entry of the history in the making; opened again where something else ended it meanwhile. */
export interface Step {
  readonly session: DocumentSession
  readonly label: Label
  gesture: Gesture
}

/** What a layer's text is to become. */
interface Order {
  readonly step: Step
  readonly layer: LayerId
  readonly text: TextSettings
}

/** The newest order, which is carried out after the one in hand; those between are not. */
let next: Order | null = null
let inHand: Order | null = null
let working: Promise<void> | null = null

export const beginStep = (session: DocumentSession, label: Label): Step => ({
  session,
  label,
  gesture: session.begin(label),
})

/** Ends a step once all that was asked for is in it. */
export async function endStep(step: Step): Promise<void> {
  await working
  step.gesture.commit()
}

export function textLayer(session: DocumentSession, id: LayerId | null): TextLayer | null {
  const layer = id === null ? undefined : session.data.layers[id]
  return layer?.kind === 'text' ? layer : null
}

/** What a text says and how it is set, as far as it was told. */
export function wantedText(session: DocumentSession, id: LayerId): TextSettings | null {
  const told = [next, inHand].find((order) => order?.step.session === session && order.layer === id)
  return told?.text ?? textLayer(session, id)?.text ?? null
}

/** Has a text set anew, after what is being set now. */
export function orderText(order: Order): void {
  next = order
  working ??= work().finally(() => {
    working = null
  })
}

async function work(): Promise<void> {
  while (next) {
    inHand = next
    next = null
    try {
      await carryOut(inHand)
    } catch (thrown) {
      reportError(thrown, 'text:setting')
    }
    inHand = null
  }
}

async function carryOut({ step, layer, text }: Order): Promise<void> {
  const laid = await engine.call('text.lay', { text, language: currentLanguage() })
  const { session } = step
  if (!textLayer(session, layer)) return
  if (!step.gesture.open) step.gesture = session.begin(step.label)
  setText(session, step.gesture, layer, text, laid)
  textState.setState({ laid: { layer, text, laid } })
}

/** Learns how a text stands that was set before, without touching it. */
export async function learnText(session: DocumentSession, id: LayerId): Promise<void> {
  const layer = textLayer(session, id)
  const known = textState.getState().laid
  if (!layer || (known?.layer === id && known.text === layer.text)) return
  const { text } = layer
  const laid = await engine.call('text.lay', { text, language: currentLanguage() })
  if (textLayer(session, id)?.text === text) textState.setState({ laid: { layer: id, text, laid } })
}
