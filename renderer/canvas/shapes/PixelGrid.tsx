import { Shape } from 'react-konva'
import { useStore } from 'zustand'
import { useDocument } from '../../document/current.ts'
import { clamp } from '../geometry.ts'
import { view } from '../view.ts'
import { visibleDocument } from '../viewMath.ts'
import { useViewport } from './useViewport.ts'

/** Device pixels a document pixel must have for the lines between them to help. */
const SMALLEST_SCALE = 8

/** The lines between pixels, at 800 % and above. */
export function PixelGrid() {
  const state = useViewport()
  const shown = useStore(view, ({ pixelGrid }) => pixelGrid)
  const data = useDocument((document) => document.data)
  const { zoom, panX, panY, pixelRatio } = state
  if (!shown || zoom * pixelRatio < SMALLEST_SCALE) return null
  const seen = visibleDocument(state, state)
  const left = clamp(Math.floor(seen.x), 0, data.width)
  const right = clamp(Math.ceil(seen.x + seen.width), 0, data.width)
  const top = clamp(Math.floor(seen.y), 0, data.height)
  const bottom = clamp(Math.ceil(seen.y + seen.height), 0, data.height)
  return (
    <Shape
      listening={false}
      sceneFunc={(konva) => {
        const context = konva._context
        const crisp = (at: number) => (Math.round(at * pixelRatio) + 0.5) / pixelRatio
        context.beginPath()
        for (let x = left; x <= right; x++) {
          context.moveTo(crisp(x * zoom + panX), top * zoom + panY)
          context.lineTo(crisp(x * zoom + panX), bottom * zoom + panY)
        }
        for (let y = top; y <= bottom; y++) {
          context.moveTo(left * zoom + panX, crisp(y * zoom + panY))
          context.lineTo(right * zoom + panX, crisp(y * zoom + panY))
        }
        context.lineWidth = 1 / pixelRatio
        context.strokeStyle = 'rgb(128 128 128 / 35%)'
        context.stroke()
      }}
    />
  )
}
