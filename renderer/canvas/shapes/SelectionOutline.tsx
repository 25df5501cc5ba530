import type Konva from 'konva'
import { useCallback, useEffect, useRef, useState } from 'react'
import { Shape } from 'react-konva'
import { currentSession, useDocument } from '../../document/current.ts'
import { type Outline, outlines } from '../../document/selection/outline.ts'
import { roundOut } from '../geometry.ts'
import { view } from '../view.ts'
import { visibleDocument } from '../viewMath.ts'
import { useViewport } from './useViewport.ts'

/** The view must rest this long, in milliseconds, before the outline is traced anew for it. */
const SETTLE = 90
const DASH = 4
/** Milliseconds of one step of the ants. */
const PACE = 90
/** Dashing more corners than this costs more than a frame. */
const MAX_CORNERS = 12_000

/** Marching ants around the selection; they stand still for users who ask for less motion. */
export function SelectionOutline() {
  const selection = useDocument(useCallback((state) => state.data.selection, []))
  const lines = useOutlines(selection)
  const shape = useRef<Konva.Shape>(null)
  const phase = useRef(0)
  const { zoom, panX, panY } = useViewport()

  useEffect(() => {
    if (lines.length === 0 || window.matchMedia('(prefers-reduced-motion: reduce)').matches) return
    const timer = setInterval(() => {
      phase.current = (phase.current + 1) % (2 * DASH)
      shape.current?.getLayer()?.batchDraw()
    }, PACE)
    return () => clearInterval(timer)
  }, [lines])

  if (lines.length === 0) return null
  return (
    <Shape
      ref={shape}
      listening={false}
      sceneFunc={(konva) => {
        const context = konva._context
        context.save()
        context.beginPath()
        for (const line of lines) tracePath(context, line, zoom, panX, panY)
        context.lineWidth = 1
        context.strokeStyle = '#fff'
        context.stroke()
        context.setLineDash([DASH, DASH])
        context.lineDashOffset = -phase.current
        context.strokeStyle = '#000'
        context.stroke()
        context.restore()
      }}
    />
  )
}

function tracePath(
  context: CanvasRenderingContext2D,
  line: Outline,
  zoom: number,
  panX: number,
  panY: number,
): void {
  for (let i = 0; i < line.length; i += 2) {
    // Half a pixel: a line of one pixel covers whole pixels.
    const x = Math.round(line[i]! * zoom + panX) + 0.5
    const y = Math.round(line[i + 1]! * zoom + panY) + 0.5
    if (i === 0) context.moveTo(x, y)
    else context.lineTo(x, y)
  }
  context.closePath()
}

/** The selection's outlines for the view as it is, once it rests. */
function useOutlines(selection: string | null): readonly Outline[] {
  const [lines, setLines] = useState<readonly Outline[]>([])
  useEffect(() => {
    const trace = () => {
      const { rasters } = currentSession()
      if (!selection || !rasters.has(selection)) return setLines([])
      const state = view.getState()
      const region = roundOut(visibleDocument(state, state), Math.ceil(4 / state.zoom))
      const step = Math.max(1, Math.round(1 / state.zoom))
      setLines(outlines(rasters.mask(selection), { region, step, maxCorners: MAX_CORNERS }))
    }
    trace()
    let timer: ReturnType<typeof setTimeout> | undefined
    const later = () => {
      clearTimeout(timer)
      timer = setTimeout(trace, SETTLE)
    }
    const stopView = view.subscribe((now, before) => {
      if (
        now.zoom !== before.zoom ||
        now.panX !== before.panX ||
        now.panY !== before.panY ||
        now.width !== before.width
      )
        later()
    })
    const stopMask = currentSession().rasters.onChange((id) => {
      if (id === selection) later()
    })
    return () => {
      clearTimeout(timer)
      stopView()
      stopMask()
    }
  }, [selection])
  return lines
}
