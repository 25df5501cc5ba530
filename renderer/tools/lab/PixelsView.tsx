import { useEffect, useRef } from 'react'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { toRgba } from '../../document/index.ts'

/** Pixels that came over the wire, as a picture. */
export function PixelsView({ pixels, label }: { pixels: Pixels; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const { width, height } = pixels
    const data = new ImageData(new Uint8ClampedArray(toRgba(pixels)), width, height)
    canvas.current?.getContext('2d')?.putImageData(data, 0, 0)
  }, [pixels])
  const { width, height } = pixels
  return (
    <canvas
      ref={canvas}
      className="lab-picture"
      width={width}
      height={height}
      role="img"
      aria-label={label}
    />
  )
}
