import { useEffect, useRef } from 'react'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { imageData, toRgba } from '../../document/index.ts'

/** A picture as it is, fitted into its place. */
export function PixelsView({ pixels, label }: { pixels: Pixels; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const { width, height } = pixels
    canvas.current?.getContext('2d')?.putImageData(imageData(toRgba(pixels), width, height), 0, 0)
  }, [pixels])
  return (
    <canvas
      ref={canvas}
      className="trial__picture"
      width={pixels.width}
      height={pixels.height}
      role="img"
      aria-label={label}
    />
  )
}
