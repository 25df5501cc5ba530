import { useEffect, useRef } from 'react'
import { useTheme } from '../../app/theme.ts'
import { type BrushSettings, brushSample } from '../../document/index.ts'

/** A stroke of a brush, in the colour of text; sizes in CSS pixels. */
export function BrushSample({
  brush,
  width: wide = 150,
  height: high = 30,
}: {
  brush: BrushSettings
  width?: number
  height?: number
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useTheme()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colour of text follows the theme
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!canvas.current || !context) return
    const ratio = window.devicePixelRatio
    const [width, height] = [Math.round(wide * ratio), Math.round(high * ratio)]
    canvas.current.width = width
    canvas.current.height = height
    const { data } = brushSample({ ...brush, size: brush.size * ratio }, width, height)
    const pixels = context.createImageData(width, height)
    for (let i = 0; i < data.length; i++) pixels.data[4 * i + 3] = data[i]! * brush.opacity
    context.putImageData(pixels, 0, 0)
    context.globalCompositeOperation = 'source-in'
    context.fillStyle = getComputedStyle(canvas.current).color
    context.fillRect(0, 0, width, height)
  }, [brush, wide, high, theme])
  return <canvas ref={canvas} className="brush-sample" style={{ width: wide, height: high }} aria-hidden />
}
