import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { attachViewGestures } from '../../../canvas/pointerInput.ts'
import { type ViewState, view } from '../../../canvas/view.ts'
import { currentSession } from '../../../document/index.ts'
import { useT } from '../../../i18n/index.ts'
import { liveState } from '../live/follow.ts'
import { placedPicture } from './place.ts'
import './resultPane.css'

/** The translation beside the drawing, under the same view: what is moved or zoomed here is moved there. */
export function ResultPane() {
  const t = useT()
  const pane = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const rulers = useStore(view, (state) => state.rulers)
  const shown = useStore(placedPicture, ({ placed }) => placed !== null)
  const problem = useStore(liveState, (state) => state.problem)
  useEffect(() => {
    if (!pane.current || !canvas.current) return
    const drawing = keepDrawn(canvas.current)
    const gestures = attachViewGestures(pane.current)
    return () => {
      drawing()
      gestures()
    }
  }, [])
  return (
    <section
      className={rulers ? 'result-pane result-pane--ruler' : 'result-pane'}
      aria-label={t('translate:pane.label')}
    >
      <div ref={pane} className="result-pane__view">
        <canvas ref={canvas} className="result-pane__canvas" />
        <span className="canvas__tag result-pane__tag">{t('translate:pane.label')}</span>
        {!shown && (
          <p className="result-pane__note" role="status">
            {problem || t('translate:pane.empty')}
          </p>
        )}
      </div>
    </section>
  )
}

/** Draws the picture at each change of it and of the view, once a frame. @returns a function that ends it. */
function keepDrawn(canvas: HTMLCanvasElement): () => void {
  let frame = 0
  const request = () => {
    if (frame === 0)
      frame = requestAnimationFrame(() => {
        frame = 0
        draw(canvas, view.getState())
      })
  }
  const observer = new ResizeObserver(request)
  observer.observe(canvas)
  const stop = [view.subscribe(request), placedPicture.subscribe(request), () => observer.disconnect()]
  request()
  return () => {
    for (const end of stop) end()
    cancelAnimationFrame(frame)
  }
}

function draw(canvas: HTMLCanvasElement, { zoom, panX, panY, pixelRatio }: ViewState): void {
  const width = Math.round(canvas.clientWidth * pixelRatio)
  const height = Math.round(canvas.clientHeight * pixelRatio)
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  const context = canvas.getContext('2d')
  if (!context) return
  context.resetTransform()
  context.clearRect(0, 0, width, height)
  const { data } = currentSession()
  const { placed } = placedPicture.getState()
  const scale = zoom * pixelRatio
  context.setTransform(scale, 0, 0, scale, Math.round(panX * pixelRatio), Math.round(panY * pixelRatio))
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, data.width, data.height)
  context.imageSmoothingQuality = 'medium'
  if (placed) context.drawImage(placed.canvas, placed.x, placed.y, placed.width, placed.height)
}
