import sharp, { type OverlayOptions } from 'sharp'
import type { Pixels } from '../../../electron/contract/pixels.ts'

const gap = 4

/** Rows of pictures, each cut to a square cell, as a PNG of few colours. */
export async function drawSheet(
  file: string,
  rows: readonly (readonly Pixels[])[],
  cell = 160,
): Promise<void> {
  const pieces: OverlayOptions[] = []
  for (const [row, pictures] of rows.entries())
    for (const [column, { width, height, channels, data }] of pictures.entries())
      pieces.push({
        input: await sharp(data, { raw: { width, height, channels } })
          .resize(cell, cell, { fit: 'cover' })
          .png()
          .toBuffer(),
        left: gap + column * (cell + gap),
        top: gap + row * (cell + gap),
      })
  const columns = Math.max(...rows.map((pictures) => pictures.length))
  await sharp({
    create: {
      width: gap + columns * (cell + gap),
      height: gap + rows.length * (cell + gap),
      channels: 3,
      background: '#808080',
    },
  })
    .composite(pieces)
    .png({ palette: true, quality: 90 })
    .toFile(file)
}
