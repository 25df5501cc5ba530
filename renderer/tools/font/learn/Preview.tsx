import { useEffect, useRef } from 'react'
import type { Pixels } from '../../../../electron/contract/pixels.ts'
import { useT } from '../../../i18n/index.ts'

/** What is drawn of held-out glyphs while a style is learned: the source, the drawing, what is wanted. */
export function Preview({ pixels: { width, height, data } }: { pixels: Pixels }) {
  const t = useT()
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const image = new ImageData(width, height)
    for (let at = 0; at < width * height; at++) image.data.fill(data[at]!, 4 * at, 4 * at + 3)
    for (let at = 0; at < width * height; at++) image.data[4 * at + 3] = 255
    canvas.current?.getContext('2d')?.putImageData(image, 0, 0)
  }, [width, height, data])
  return (
    <figure className="learn-preview">
      <canvas ref={canvas} width={width} height={height} aria-label={t('font:learn.preview')} role="img" />
      <figcaption className="font-hint">{t('font:learn.preview')}</figcaption>
    </figure>
  )
}
