import type { KeyboardEvent } from 'react'
import type { TextLine } from '../../../electron/contract/tools/text.ts'
import { alongAt, lineAt, lineEnd, placeBeside } from './carets.ts'
import { finishText, selectText } from './editing.ts'
import { textLayer, wantedText } from './setting.ts'
import { textState } from './state.ts'
import { stepOver } from './words.ts'

/** Where along its line the caret was when the first of several keys up or down was pressed. */
let column: { place: number; along: number } | null = null

interface Place {
  readonly lines: readonly TextLine[]
  readonly content: string
  readonly place: number
  readonly vertical: boolean
}

/** Keys that mean lines as they are seen; all others are the field's. */
export function keyInText(event: KeyboardEvent<HTMLTextAreaElement>): void {
  const { editing, laid } = textState.getState()
  if (!editing || event.nativeEvent.isComposing) return
  const mod = event.ctrlKey || event.metaKey
  if (event.key === 'Escape' || (event.key === 'Enter' && mod)) {
    event.preventDefault()
    void finishText()
    return
  }
  const layer = textLayer(editing.session, editing.layer)
  if (!layer || laid?.layer !== layer.id || mod || event.altKey) return
  const { from, to, backward } = editing
  const content = wantedText(editing.session, layer.id)?.content ?? ''
  // What was typed just now is not set yet: the field knows its paragraphs at least.
  if (laid.text.content !== content) return
  const place = backward ? from : to
  const { vertical } = layer.text
  const moved = moveOf(event.key, { lines: laid.laid.lines, content, place, vertical })
  if (moved === null) return
  event.preventDefault()
  // Without Shift, a step from a selection goes to the end of it that lies that way.
  const step = from !== to && /Arrow(Left|Right)/.test(event.key) && !vertical
  const head = step && !event.shiftKey ? (moved > place ? to : from) : moved
  const anchor = event.shiftKey ? (backward ? to : from) : head
  event.currentTarget.setSelectionRange(
    Math.min(anchor, head),
    Math.max(anchor, head),
    head < anchor ? 'backward' : 'forward',
  )
  selectText(anchor, head)
}

function moveOf(key: string, at: Place): number | null {
  const { lines, content, place, vertical } = at
  if (key === 'Home' || key === 'End') return lineEnd(lines, place, key === 'Home' ? 'start' : 'end')
  const line = lines[lineAt(lines, place)]
  if (!line) return null
  // Columns follow each other to the left.
  const across = vertical
    ? ({ ArrowLeft: 1, ArrowRight: -1 } as const)[key]
    : ({ ArrowDown: 1, ArrowUp: -1 } as const)[key]
  if (across) {
    const along = column?.place === place ? column.along : alongAt(line, place, vertical)
    const moved = placeBeside(lines, place, across, along, vertical)
    column = { place: moved, along }
    return moved
  }
  const forwards = vertical ? 'ArrowDown' : line.backwards ? 'ArrowLeft' : 'ArrowRight'
  const back = vertical ? 'ArrowUp' : line.backwards ? 'ArrowRight' : 'ArrowLeft'
  if (key !== forwards && key !== back) return null
  return stepOver(content, place, key === forwards ? 1 : -1)
}
