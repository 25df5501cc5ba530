import { type PointerEvent, useEffect, useRef } from 'react'
import { useT } from '../i18n/index.ts'
import { interaction } from './interaction.ts'
import { rulerTicks } from './rulerTicks.ts'
import { type CanvasColors, useCanvasColors } from './theme.ts'
import { view } from './view.ts'

/** The ruler's thickness in CSS pixels. */
export const RULER = 20

type Axis = 'horizontal' | 'vertical'

/** A ruler of document pixels with a mark at the pointer. Dragging out of it makes a guide. */
export function Ruler({ axis }: { axis: Axis }) {
  const t = useT()
  const canvas = useRef<HTMLCanvasElement>(null)
  const colors = useCanvasColors()
  useEffect(() => {
    let frame = 0
    const draw = () => {
      frame = 0
      if (canvas.current) drawRuler(canvas.current, axis, colors)
    }
    const request = () => {
      if (frame === 0) frame = requestAnimationFrame(draw)
    }
    request()
    const stop = [view.subscribe(request), interaction.subscribe(request)]
    return () => {
      for (const end of stop) end()
      cancelAnimationFrame(frame)
    }
  }, [axis, colors])
  return (
    <canvas
      ref={canvas}
      className={`canvas__ruler canvas__ruler--${axis}`}
      role="img"
      aria-label={t(`canvas:ruler.${axis}`)}
      onPointerDown={(event) => beginGuide(event, axis)}
    />
  )
}

function drawRuler(canvas: HTMLCanvasElement, axis: Axis, colors: CanvasColors): void {
  const { zoom, panX, panY, width, height, pixelRatio } = view.getState()
  const horizontal = axis === 'horizontal'
  const length = horizontal ? width : height
  const wide = Math.round((horizontal ? length : RULER) * pixelRatio)
  const high = Math.round((horizontal ? RULER : length) * pixelRatio)
  if (canvas.width !== wide || canvas.height !== high) Object.assign(canvas, { width: wide, height: high })
  const context = canvas.getContext('2d')
  if (!context) return
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.fillStyle = colors.surface
  context.fillRect(0, 0, wide, high)
  // The vertical ruler is the horizontal one turned about the corner, reading upwards.
  if (horizontal) context.scale(pixelRatio, pixelRatio)
  else context.setTransform(0, pixelRatio, pixelRatio, 0, 0, 0)
  const line = 1 / pixelRatio
  const snap = (at: number) => Math.round(at * pixelRatio) / pixelRatio
  context.fillStyle = colors.tick
  context.fillRect(0, RULER - line, length, line)
  context.font = '10px system-ui, sans-serif'
  context.textBaseline = 'middle'
  for (const { at, value, rank } of rulerTicks(zoom, horizontal ? panX : panY, length)) {
    const tall = [4, 7, RULER][rank]!
    context.fillStyle = colors.tick
    context.fillRect(snap(at), RULER - tall, line, tall)
    if (rank === 2) drawNumber(context, String(value), at, horizontal, colors.text)
  }
  const { pointer } = interaction.getState()
  if (!pointer) return
  context.fillStyle = colors.accent
  context.fillRect(snap(horizontal ? pointer.x : pointer.y), 0, Math.max(1, line), RULER)
}

function drawNumber(
  context: CanvasRenderingContext2D,
  text: string,
  at: number,
  horizontal: boolean,
  color: string,
): void {
  context.save()
  context.fillStyle = color
  if (horizontal) context.fillText(text, at + 3, 7)
  else {
    // Undo the mirror of the turned ruler, so that the digits read upwards.
    context.translate(at + 3, 7)
    context.scale(-1, 1)
    context.textAlign = 'right'
    context.fillText(text, 0, 0)
  }
  context.restore()
}

function beginGuide(event: PointerEvent<HTMLCanvasElement>, axis: Axis): void {
  const ruler = event.currentTarget
  const box = ruler.getBoundingClientRect()
  const key = axis === 'horizontal' ? 'y' : 'x'
  const others = view.getState().guides[key]
  ruler.setPointerCapture(event.pointerId)
  const end = new AbortController()
  // A horizontal ruler lies above the viewport and makes horizontal guides; a vertical one likewise.
  const positionOf = ({ clientX, clientY }: globalThis.PointerEvent) =>
    axis === 'horizontal' ? clientY - box.bottom : clientX - box.right
  const move = (pointer: globalThis.PointerEvent) => {
    const { zoom, panX, panY, guides } = view.getState()
    const at = positionOf(pointer)
    const value = Math.round((at - (key === 'y' ? panY : panX)) / zoom)
    view.setState({ guides: { ...guides, [key]: at > 0 ? [...others, value] : others } })
  }
  ruler.addEventListener('pointermove', move, { signal: end.signal })
  ruler.addEventListener('pointerup', () => end.abort(), { signal: end.signal })
  ruler.addEventListener('pointercancel', () => end.abort(), { signal: end.signal })
}
