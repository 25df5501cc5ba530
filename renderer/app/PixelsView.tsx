import { useEffect, useRef } from 'react'
import type { Pixels } from '../../electron/contract/pixels.ts'
import { imageData, toRgba } from '../document/index.ts'

/** Pixels that came over the wire, as a picture. */
export function PixelsView({
  pixels,
  label,
  className,
}: {
  pixels: Pixels
  label: string
  className?: string
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { width, height } = pixels
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(imageData(toRgba(pixels), width, height), 0, 0)
  }, [pixels, width, height])
  return (
    <canvas ref={canvas} className={className} width={width} height={height} role="img" aria-label={label} />
  )
}
