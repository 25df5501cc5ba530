import type { TextSettings } from '../../../electron/contract/document/index.ts'
import { reportError } from '../../app/failures.ts'
import { view } from '../../canvas/index.ts'
import { interaction } from '../../canvas/interaction.ts'
import { marqueeRect } from '../../canvas/tools/marquee.ts'
import type { Pointer, Tool } from '../../canvas/tools/tool.ts'
import { currentSession, type Point } from '../../document/index.ts'
import { type BoxHandle, handleAt, resized } from './boxHandles.ts'
import { beginText, finishText, restyle, selectText } from './editing.ts'
import { inText, isInFrame, textAt } from './frame.ts'
import { textLayer, wantedText } from './setting.ts'
import { textState } from './state.ts'
import { placeOf, takeUpAt } from './takeUp.ts'
import { wordAt } from './words.ts'

/** A press that moves less than this, in CSS pixels, is a click. */
const SLOP = 3
/** How far from a text, in CSS pixels, a press still takes it up. */
const REACH = 6

type Press =
  | { readonly kind: 'new'; readonly from: Pointer }
  | { readonly kind: 'selecting'; readonly anchor: number }
  | { readonly kind: 'resizing'; readonly handle: BoxHandle; readonly box: NonNullable<TextSettings['box']> }

/** A click begins a text or takes one up, a drag gives it a box; in the text that is edited they select. */
export class TextMachine implements Tool {
  readonly id = 'text'
  #press: Press | null = null
  /** The press that takes a text up, while it is held. */
  #taking: Pointer | null = null

  down(pointer: Pointer): void {
    const session = currentSession()
    const { editing } = textState.getState()
    const layer = editing && textLayer(session, editing.layer)
    const reach = REACH / view.getState().zoom
    if (editing && layer) {
      const handle = handleAt(layer, pointer.screen)
      if (handle && layer.text.box) this.#press = { kind: 'resizing', handle, box: layer.text.box }
      else if (isInFrame(session, layer, pointer.document, reach)) this.#pressText(pointer)
      else void finishText()
      return
    }
    const under = textAt(session, pointer.document, reach)
    if (under === null) this.#press = { kind: 'new', from: pointer }
    else {
      this.#taking = pointer
      void this.#takeUp(under, pointer)
    }
  }

  drag(samples: readonly Pointer[]): void {
    const pointer = samples.at(-1)!
    const press = this.#press
    if (press?.kind === 'selecting') selectText(press.anchor, placeOf(pointer.document))
    else if (press?.kind === 'resizing') this.#resize(press, pointer, false)
    else if (press?.kind === 'new' && hasMoved(press.from, pointer))
      interaction.setState({ marquee: { kind: 'rectangle', rect: boxOf(press.from, pointer) } })
  }

  up(pointer: Pointer): void {
    const press = this.#press
    this.cancel()
    if (press?.kind === 'resizing') this.#resize(press, pointer, true)
    if (press?.kind !== 'new') return
    const rect = boxOf(press.from, pointer)
    if (!hasMoved(press.from, pointer) || rect.width < 1 || rect.height < 1)
      beginText(rounded(press.from.document), null)
    else beginText(rect, { width: rect.width, height: rect.height })
  }

  cancel(): void {
    this.#press = null
    this.#taking = null
    interaction.setState({ marquee: null })
  }

  doubleClick({ document }: Pointer): void {
    const { editing } = textState.getState()
    if (!editing) return
    const { from, to } = wordAt(wantedText(editing.session, editing.layer)?.content ?? '', placeOf(document))
    selectText(from, to)
  }

  leave(): void {
    void finishText()
  }

  cursor({ screen }: Pointer): string {
    const { editing } = textState.getState()
    const layer = editing && textLayer(editing.session, editing.layer)
    return (layer && handleAt(layer, screen)?.cursor) || 'text'
  }

  #pressText(pointer: Pointer): void {
    const { editing } = textState.getState()
    if (!editing) return
    const place = placeOf(pointer.document)
    const anchor = pointer.shift ? (editing.backward ? editing.to : editing.from) : place
    this.#press = { kind: 'selecting', anchor }
    selectText(anchor, place)
  }

  async #takeUp(id: string, pointer: Pointer): Promise<void> {
    try {
      const anchor = await takeUpAt(id, pointer.document)
      // A drag that goes on selects from there.
      if (anchor !== null && this.#taking === pointer) this.#press = { kind: 'selecting', anchor }
    } catch (thrown) {
      reportError(thrown, 'text:setting')
    }
  }

  #resize({ handle, box }: Extract<Press, { kind: 'resizing' }>, { document }: Pointer, done: boolean): void {
    const { editing } = textState.getState()
    const layer = editing && textLayer(editing.session, editing.layer)
    if (layer) restyle({ box: resized(box, handle, inText(layer, document)) }, done)
  }
}

const rounded = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) })

const boxOf = (from: Pointer, to: Pointer) =>
  marqueeRect(from.document, to.document, { square: to.shift, fromCenter: to.alt })

const hasMoved = (from: Pointer, to: Pointer): boolean =>
  Math.hypot(to.screen.x - from.screen.x, to.screen.y - from.screen.y) >= SLOP
