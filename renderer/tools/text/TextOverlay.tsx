import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { TextLayer } from '../../../electron/contract/document/index.ts'
import type { TextLine } from '../../../electron/contract/tools/text.ts'
import { view } from '../../canvas/index.ts'
import { multiply, textMatrix, transformPoint, useDocument } from '../../document/index.ts'
import { useT } from '../../i18n/index.ts'
import { boxHandles } from './boxHandles.ts'
import { type Box, caretAt, selectionBoxes } from './carets.ts'
import { finishText, typeText } from './editing.ts'
import { keyInText } from './keys.ts'
import { wantedText } from './setting.ts'
import { type TextEditing, textState } from './state.ts'
import './text.css'

/** Caret, selection and box of the text that is edited, and the field that keys and input methods write into. */
export function TextOverlay() {
  const editing = useStore(textState, (state) => state.editing)
  const layer = useDocument(({ data }) => (editing ? data.layers[editing.layer] : undefined))
  const session = editing?.session
  // It was removed, or another document came to the front.
  useEffect(() => {
    if (editing && layer?.kind !== 'text') void finishText()
  }, [editing, layer])
  // What the field holds would bring back what was undone.
  useEffect(
    () =>
      session?.store.subscribe((now, before) => {
        if (now.historyPosition < before.historyPosition) void finishText()
      }),
    [session],
  )
  if (!editing || layer?.kind !== 'text') return null
  return <Editor key={layer.id} editing={editing} layer={layer} />
}

function Editor({ editing, layer }: { editing: TextEditing; layer: TextLayer }) {
  const laid = useStore(textState, (state) => (state.laid?.layer === layer.id ? state.laid.laid : null))
  const { zoom, panX, panY } = useStore(view)
  const { vertical, box } = layer.text
  const toScreen = multiply({ a: zoom, b: 0, c: 0, d: zoom, e: panX, f: panY }, textMatrix(layer))
  const { a, b, c, d, e, f } = toScreen
  const lines = laid?.lines ?? noLines
  const { from, to, backward, composing } = editing
  const caret = caretAt(lines, backward ? from : to, vertical)
  const end = caret && transformPoint(toScreen, caret.to)
  const start = caret && transformPoint(toScreen, caret.from)
  return (
    <>
      <svg className="text-overlay" aria-hidden>
        <g transform={`matrix(${a} ${b} ${c} ${d} ${e} ${f})`}>
          {box && <rect className="text-overlay__box" width={box.width} height={box.height} />}
          <path className="text-overlay__selection" d={pathOf(selectionBoxes(lines, from, to, vertical))} />
          {composing && (
            <path
              className="text-overlay__composing"
              d={pathOf(
                selectionBoxes(lines, composing.from, composing.to, vertical).map(
                  vertical ? besideOf : underOf,
                ),
              )}
            />
          )}
        </g>
        {box &&
          boxHandles.map(({ u, v }) => {
            const at = transformPoint(toScreen, { x: u * box.width, y: v * box.height })
            return (
              <rect
                key={`${u} ${v}`}
                className="text-overlay__handle"
                x={at.x - 4}
                y={at.y - 4}
                width={8}
                height={8}
              />
            )
          })}
        {start && end && from === to && (
          // Another element for each place, whose blinking begins anew.
          <line
            key={`${from} ${lines.length}`}
            className="text-overlay__caret"
            x1={start.x}
            y1={start.y}
            x2={end.x}
            y2={end.y}
          />
        )}
      </svg>
      <Field
        editing={editing}
        at={start ?? transformPoint(toScreen, { x: 0, y: 0 })}
        height={start && end ? Math.hypot(end.x - start.x, end.y - start.y) : 16}
      />
    </>
  )
}

const noLines: TextLine[] = []

const pathOf = (boxes: readonly Box[]): string =>
  boxes.map(({ left, top, right, bottom }) => `M${left} ${top}H${right}V${bottom}H${left}Z`).join('')

/** A line under what an input method composes; in vertical text to its right. */
const underOf = ({ left, right, top, bottom }: Box): Box => {
  const thick = (bottom - top) / 24
  return { left, right, top: bottom - 2 * thick, bottom: bottom - thick }
}
const besideOf = ({ left, right, top, bottom }: Box): Box => {
  const thick = (right - left) / 24
  return { top, bottom, left: right - 2 * thick, right: right - thick }
}

interface FieldProps {
  editing: TextEditing
  /** Where the caret is, in CSS pixels of the viewport: input methods show there what they offer. */
  at: { x: number; y: number }
  height: number
}

/** A field that is not seen: it has the keys, the clipboard and input methods of any other. */
function Field({ editing, at, height }: FieldProps) {
  const t = useT()
  const field = useRef<HTMLTextAreaElement>(null)
  const composing = useRef<{ from: number; to: number } | null>(null)
  const { session, layer, from, to, backward } = editing
  const content = wantedText(session, layer)?.content ?? ''

  useEffect(() => {
    const viewport = field.current?.parentElement
    if (!viewport) return
    // A press on the canvas is for the text, and does not take the keys from it.
    const keep = (event: MouseEvent) => event.preventDefault()
    viewport.addEventListener('mousedown', keep)
    return () => viewport.removeEventListener('mousedown', keep)
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed is in the field before it is in the text.
  useLayoutEffect(() => {
    if (field.current && !composing.current && field.current.value !== content) field.current.value = content
  }, [layer])

  // Before the next key is pressed, which the field takes where its own caret is.
  useLayoutEffect(() => {
    const element = field.current
    if (!element || composing.current) return
    if (document.activeElement !== element) element.focus({ preventScroll: true })
    if (element.selectionStart !== from || element.selectionEnd !== to)
      element.setSelectionRange(from, to, backward ? 'backward' : 'forward')
  }, [from, to, backward])

  const say = () => {
    const element = field.current
    if (!element) return
    typeText(element.value, {
      from: element.selectionStart,
      to: element.selectionEnd,
      composing: composing.current,
    })
  }
  const compose = (data: string, isOver: boolean) => {
    const end = field.current?.selectionEnd ?? 0
    composing.current = isOver ? null : { from: Math.max(0, end - data.length), to: end }
    say()
  }
  return (
    <textarea
      ref={field}
      className="text-overlay__field"
      aria-label={t('text:field')}
      style={{ left: at.x, top: at.y, height, fontSize: Math.min(96, Math.max(8, height)) }}
      spellCheck={false}
      autoComplete="off"
      autoCapitalize="off"
      onInput={say}
      onSelect={say}
      onCompositionUpdate={({ data }) => queueMicrotask(() => compose(data, false))}
      onCompositionEnd={({ data }) => compose(data, true)}
      onKeyDown={(event: KeyboardEvent<HTMLTextAreaElement>) => {
        // What was put in at once, as by a palette of characters, may have begun to compose without an end.
        if (!event.nativeEvent.isComposing) composing.current = null
        keyInText(event)
      }}
    />
  )
}
