import { toolSettings } from '../../canvas/index.ts'
import { interaction } from '../../canvas/interaction.ts'
import { marqueeRect } from '../../canvas/tools/marquee.ts'
import type { Pointer, Tool } from '../../canvas/tools/tool.ts'
import { currentSession, type DocumentSession, intersection, isEmpty } from '../../document/index.ts'
import { cutOut, draft, dropDraft, prepareCutOut } from './cutter.ts'
import { type CutOutStroke, currentHints, type Hints } from './hints.ts'

const SLOP = 3

interface Drag {
  readonly session: DocumentSession
  readonly from: Pointer
  readonly mode: 'box' | 'object' | 'ground'
  readonly before: Hints
  readonly points: [number, number][]
}

/**
 * Says where an object is: a drag draws a box around it, or a line over what is the object or is not. Shift draws on the
 * object and Alt on the ground, whatever is chosen. What comes of it is shown while a line is drawn, and selected after it.
 */
export class SubjectMachine implements Tool {
  readonly id = 'subject'
  #drag: Drag | null = null

  down(from: Pointer): void {
    const session = currentSession()
    const { mode } = toolSettings.getState().subject
    this.#drag = {
      session,
      from,
      mode: from.alt ? 'ground' : from.shift ? 'object' : mode,
      before: currentHints(session),
      points: [[from.document.x, from.document.y]],
    }
    prepareCutOut(session)
  }

  drag(samples: readonly Pointer[]): void {
    const drag = this.#drag
    if (!drag) return
    const last = samples.at(-1)!
    if (drag.mode === 'box') {
      interaction.setState({ marquee: { kind: 'rectangle', rect: boxOf(drag, last) } })
      return
    }
    for (const { document } of samples) drag.points.push([document.x, document.y])
    interaction.setState({ marquee: { kind: 'path', points: drag.points.map(([x, y]) => ({ x, y })) } })
    void draft(drag.session, hintsOf(drag, last))
  }

  up(pointer: Pointer): void {
    const drag = this.#drag
    this.#drag = null
    interaction.setState({ marquee: null })
    if (!drag) return
    const moved = Math.hypot(pointer.screen.x - drag.from.screen.x, pointer.screen.y - drag.from.screen.y)
    if (drag.mode === 'box' && (moved < SLOP || isEmpty(boxOf(drag, pointer)))) return
    void cutOut(drag.session, hintsOf(drag, pointer))
  }

  cancel(): void {
    if (!this.#drag) return
    this.#drag = null
    interaction.setState({ marquee: null })
    dropDraft()
  }

  cursor(): string {
    return toolSettings.getState().subject.mode === 'box' ? 'crosshair' : 'none'
  }
}

function boxOf({ session, from }: Drag, to: Pointer) {
  const { width, height } = session.data
  const rect = marqueeRect(from.document, to.document, { square: false, fromCenter: false })
  return intersection(rect, { x: 0, y: 0, width, height })
}

/** A box begins anew; a line adds to what was said. */
function hintsOf(drag: Drag, to: Pointer): Hints {
  if (drag.mode === 'box') return { box: boxOf(drag, to), strokes: [] }
  const radius = Math.max(0.5, toolSettings.getState().subject.size / 2)
  const stroke: CutOutStroke = { side: drag.mode, radius, points: [...drag.points] }
  return { ...drag.before, strokes: [...drag.before.strokes, stroke] }
}
