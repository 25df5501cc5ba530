import { useEffect, useRef } from 'react'
import { type BrushSettings, brushSample } from '../../document/index.ts'

const WIDTH = 150
const HEIGHT = 30

/** A stroke of a brush, in the colour of text. */
export function BrushSample({ brush }: { brush: BrushSettings }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!canvas.current || !context) return
    const ratio = window.devicePixelRatio
    const [width, height] = [Math.round(WIDTH * ratio), Math.round(HEIGHT * ratio)]
    canvas.current.width = width
    canvas.current.height = height
    const { data } = brushSample({ ...brush, size: brush.size * ratio }, width, height)
    const pixels = context.createImageData(width, height)
    for (let i = 0; i < data.length; i++) pixels.data[4 * i + 3] = data[i]! * brush.opacity
    context.putImageData(pixels, 0, 0)
    context.globalCompositeOperation = 'source-in'
    context.fillStyle = getComputedStyle(canvas.current).color
    context.fillRect(0, 0, width, height)
  }, [brush])
  return <canvas ref={canvas} className="brush-sample" style={{ width: WIDTH, height: HEIGHT }} aria-hidden />
}
