import type { FontModel, FontStyle } from '../../contract/model/fontModel.ts'
import type { Pixels } from '../../contract/pixels.ts'
import type { StyleInfo } from '../../contract/tools/fontWorks.ts'
import { unpackField } from '../../imaging/distances.ts'
import { listModels } from '../models/folder.ts'
import type { ModelsFolders } from './style.ts'

/** Characters of a style's picture, of those that the model has references of. */
const SHOWN = ['永', '国', '心', '水']
/** Pixels in a row of one of them. */
const SIDE = 72

/** The styles of all models that draw fonts and can be used. */
export async function styleInfos(modelsFolders: ModelsFolders): Promise<StyleInfo[]> {
  const models = (await Promise.all(modelsFolders.map((folder) => listModels(folder)))).flat()
  return models.flatMap(({ id, manifest, problem }) =>
    problem !== '' || !manifest?.font
      ? []
      : manifest.font.styles.map((style) => ({
          model: id,
          name: style.name,
          title: style.title,
          font: style.font,
          licence: style.licence,
          picture: pictureOf(style, manifest.font!.references),
        })),
  )
}

/** Reference glyphs side by side as coverage: 255 where there is ink. */
function pictureOf(style: FontStyle, { characters, side }: FontModel['references']): Pixels {
  const bytes = Uint8Array.from(atob(style.references), (letter) => letter.charCodeAt(0))
  const places = SHOWN.map((shown) => [...characters].indexOf(shown)).filter((at) => at >= 0)
  const width = SIDE * Math.max(1, places.length)
  const data = new Uint8Array(width * SIDE)
  for (const [column, place] of places.entries()) {
    const field = unpackField(bytes.subarray(place * side * side, (place + 1) * side * side))
    for (let y = 0; y < SIDE; y++)
      for (let x = 0; x < SIDE; x++) {
        const distance = sampled(field, side, ((x + 0.5) * side) / SIDE, ((y + 0.5) * side) / SIDE)
        const coverage = 0.5 + (distance * SIDE) / side
        data[y * width + column * SIDE + x] = Math.round(255 * Math.min(1, Math.max(0, coverage)))
      }
  }
  return { width, height: SIDE, channels: 1, data }
}

/** Bilinear. */
function sampled(field: Float32Array, side: number, x: number, y: number): number {
  const at = (value: number) => Math.min(side - 1.001, Math.max(0, value - 0.5))
  const [u, v] = [at(x), at(y)]
  const [left, top] = [Math.floor(u), Math.floor(v)]
  const value = (column: number, row: number) => field[row * side + column]!
  const [p, q] = [u - left, v - top]
  const upper = value(left, top) * (1 - p) + value(left + 1, top) * p
  const lower = value(left, top + 1) * (1 - p) + value(left + 1, top + 1) * p
  return upper * (1 - q) + lower * q
}
