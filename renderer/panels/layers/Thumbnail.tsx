import { useEffect, useRef } from 'react'
import type { RasterId } from '../../../electron/contract/document/index.ts'
import {
  type ColorRaster,
  createSurface,
  drawNow,
  type MaskRaster,
  useSession,
} from '../../document/index.ts'

const SIDE = 34
/** A stroke touches a raster many times a second; its thumbnail follows once it rests. */
const REST_MS = 200

/** A raster, small, kept up to date. */
export function Thumbnail({ raster: id }: { raster: RasterId }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const session = useSession()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const draw = () => {
      if (canvas.current && session.rasters.has(id)) drawThumbnail(canvas.current, session.rasters.get(id))
    }
    const leave = session.rasters.onChange((changed) => {
      if (changed !== id) return
      clearTimeout(timer)
      timer = setTimeout(draw, REST_MS)
    })
    draw()
    return () => {
      clearTimeout(timer)
      leave()
    }
  }, [id, session])
  return (
    <span className="thumbnail">
      <canvas ref={canvas} className="checkerboard" aria-hidden />
    </span>
  )
}

function drawThumbnail(canvas: HTMLCanvasElement, raster: ColorRaster | MaskRaster): void {
  const scale = (SIDE * window.devicePixelRatio) / Math.max(raster.width, raster.height)
  canvas.width = Math.max(1, Math.round(raster.width * scale))
  canvas.height = Math.max(1, Math.round(raster.height * scale))
  canvas.style.width = `${canvas.width / window.devicePixelRatio}px`
  canvas.style.height = `${canvas.height / window.devicePixelRatio}px`
  const context = canvas.getContext('2d')
  if (!context) return
  if (raster.channels === 4) {
    context.drawImage(reduced(raster.canvas, canvas.width, canvas.height), 0, 0, canvas.width, canvas.height)
  } else context.putImageData(sampleMask(raster, canvas.width, canvas.height), 0, 0)
}

/**
 * Halved until it is nearly as small as wanted, so that every pixel counts: a browser samples a few of them when it
 * shrinks in one step, which leaves dots of a thin line.
 */
function reduced(picture: OffscreenCanvas, toWidth: number, toHeight: number): OffscreenCanvas {
  let from = picture
  while (from.width > 2 * toWidth || from.height > 2 * toHeight) {
    const half = createSurface(
      Math.max(toWidth, Math.ceil(from.width / 2)),
      Math.max(toHeight, Math.ceil(from.height / 2)),
    )
    half.context.drawImage(from, 0, 0, half.canvas.width, half.canvas.height)
    drawNow(half.context)
    from = half.canvas
  }
  return from
}

/** White where the mask is, black elsewhere; the nearest sample of each pixel. */
function sampleMask({ width, height, data }: MaskRaster, toWidth: number, toHeight: number): ImageData {
  const image = new ImageData(toWidth, toHeight)
  for (let y = 0; y < toHeight; y++)
    for (let x = 0; x < toWidth; x++) {
      const fromX = Math.floor(((x + 0.5) * width) / toWidth)
      const fromY = Math.floor(((y + 0.5) * height) / toHeight)
      const value = data[fromY * width + fromX]!
      image.data.set([value, value, value, 255], (y * toWidth + x) * 4)
    }
  return image
}
