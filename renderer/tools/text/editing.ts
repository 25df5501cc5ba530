import type { LayerId, TextSettings } from '../../../electron/contract/document/index.ts'
import { reportError } from '../../app/failures.ts'
import { chooseTool, toolSettings } from '../../canvas/index.ts'
import { changeableLayer } from '../../canvas/tools/editable.ts'
import { addTextLayer, currentSession, label, type Point, removeLayers } from '../../document/index.ts'
import { t } from '../../i18n/index.ts'
import { rememberLook } from './look.ts'
import { beginStep, endStep, learnText, orderText, type Step, textLayer, wantedText } from './setting.ts'
import { type TextEditing, textState } from './state.ts'

/** The step that typing goes into; null until something is typed into a text that was there. */
let typing: Step | null = null
/** A text was begun by this editing: without a word it was never there. */
let fresh = false

/** Begins a text at a point, or in a box whose top left corner that is, in document pixels. */
export function beginText(at: Point, box: TextSettings['box']): void {
  const session = currentSession()
  const { look } = textState.getState()
  const text: TextSettings = { ...look, content: '', box, color: toolSettings.getState().foreground }
  typing = beginStep(session, label('addText'))
  fresh = true
  const nothing = { outline: '', ink: { x: 0, y: 0, width: 0, height: 0 } }
  const layer = addTextLayer(session, typing.gesture, text, nothing, at, t('document:names.text'))
  textState.setState({ editing: { session, layer, from: 0, to: 0, backward: false, composing: null } })
  orderText({ step: typing, layer, text })
  if (textState.getState().families === null) takeFont(layer)
}

/** A text that is begun before it is known which fonts are here takes the one that new texts have, as soon as it is known. */
function takeFont(layer: LayerId): void {
  const stop = textState.subscribe(({ families, look, editing }) => {
    if (families === null) return
    stop()
    const text = editing?.layer === layer && fresh ? wantedText(editing.session, layer) : null
    if (text && typing) orderText({ step: typing, layer, text: { ...text, ...look } })
  })
}

/** Takes a text up again, with what is to be selected of it; absent: all. False, and it is said why, where it may not be changed. */
export function editText(id: LayerId, select?: { from: number; to: number }): boolean {
  const session = currentSession()
  if (!textLayer(session, id) || !changeableLayer(session, id)) return false
  if (toolSettings.getState().tool !== 'text') chooseTool('text')
  session.selectLayers([id])
  fresh = false
  typing = null
  const { content } = textLayer(session, id)!.text
  const selected = select ?? { from: 0, to: content.length }
  textState.setState({ editing: { session, layer: id, ...selected, backward: false, composing: null } })
  learnText(session, id).catch((thrown) => reportError(thrown, 'text:setting'))
  return true
}

/** What the text that is edited says from now on, and where its caret is. */
export function typeText(content: string, selection: Pick<TextEditing, 'from' | 'to' | 'composing'>): void {
  const { editing } = textState.getState()
  if (!editing) return
  const { session, layer } = editing
  textState.setState({ editing: { ...editing, ...selection, backward: false } })
  const before = wantedText(session, layer)
  if (!before || before.content === content) return
  typing ??= beginStep(session, label('editText'))
  orderText({ step: typing, layer, text: { ...before, content } })
}

export function selectText(from: number, to: number): void {
  const { editing } = textState.getState()
  if (!editing) return
  textState.setState({
    editing: { ...editing, from: Math.min(from, to), to: Math.max(from, to), backward: to < from },
  })
}

/** Ends the editing; a text without a word goes. */
export async function finishText(): Promise<void> {
  const { editing } = textState.getState()
  if (!editing) return
  const [step, begun] = [typing, fresh]
  typing = null
  fresh = false
  const { session, layer } = editing
  const said = wantedText(session, layer)?.content.trim() ?? ''
  textState.setState({ editing: null })
  if (said !== '') {
    if (step) await endStep(step)
    return
  }
  if (begun && step?.gesture.open) step.gesture.abort()
  else {
    if (step) await endStep(step)
    if (textLayer(session, layer)) removeLayers(session, [layer])
  }
}

/** The step that a change of settings goes into while a slider is dragged. */
let styling: Step | null = null

/**
 * Sets the text in hand otherwise, and those that come after it. `done`: the change is whole, and one entry of the history;
 * what is typed and set within one editing is one together.
 */
export function restyle(change: Partial<Omit<TextSettings, 'content'>>, done: boolean): void {
  const { box: _, color, ...look } = change
  rememberLook(look)
  if (color !== undefined) toolSettings.setState({ foreground: color })
  const { editing } = textState.getState()
  const session = currentSession()
  const id = editing?.layer ?? session.data.active
  const text = id === null ? null : wantedText(session, id)
  if (id === null || !text) return
  if (!editing && !changeableLayer(session, id)) return
  if (editing) typing ??= beginStep(session, label('editText'))
  else styling ??= beginStep(session, label('setText'))
  const step = (editing ? typing : styling)!
  orderText({ step, layer: id, text: { ...text, ...change } })
  if (done && !editing) {
    styling = null
    void endStep(step)
  }
}
