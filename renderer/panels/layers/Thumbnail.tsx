import { useEffect, useRef } from 'react'
import type { RasterId } from '../../../electron/contract/document/index.ts'
import type { PictureSize } from '../../../electron/contract/pixels.ts'
import {
  type ColorRaster,
  createSurface,
  drawNow,
  imageData,
  type MaskRaster,
  useSession,
} from '../../document/index.ts'
import { shrunk } from './shrink.ts'

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
  const { width, height } = canvas
  if (raster.channels === 4)
    context.putImageData(imageData(reduced(raster.canvas, { width, height }), width, height), 0, 0)
  else context.putImageData(sampleMask(raster, canvas.width, canvas.height), 0, 0)
}

/** Pixels that each pixel of a thumbnail is made of, along a side, at most: a picture is halved to that by the browser. */
const MOST = 4

/**
 * Halved exactly while it is many times as large as wanted, which a browser does by means, and then shrunk by area: in one
 * step, or by nearly halves, it leaves pixels out, and dots of a thin line.
 */
function reduced(picture: OffscreenCanvas, to: PictureSize): Uint8ClampedArray<ArrayBuffer> {
  let from = picture
  let { width, height } = picture
  while (width > MOST * to.width || height > MOST * to.height) {
    const half = createSurface(Math.ceil(width / 2), Math.ceil(height / 2))
    half.context.drawImage(from, 0, 0, width, height, 0, 0, width / 2, height / 2)
    drawNow(half.context)
    from = half.canvas
    width /= 2
    height /= 2
  }
  const { data, width: stride } = from
    .getContext('2d')!
    .getImageData(0, 0, Math.ceil(width), Math.ceil(height))
  return shrunk({ data, stride, width, height }, to)
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
