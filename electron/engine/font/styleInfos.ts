import type { FontModel, FontScript, FontStyle } from '../../contract/model/fontModel.ts'
import type { Pixels } from '../../contract/pixels.ts'
import type { StyleInfo } from '../../contract/tools/fontWorks.ts'
import { unpackField } from '../../imaging/distances.ts'
import { listModels } from '../models/folder.ts'
import type { ModelsFolders } from './style.ts'

/** Characters of a style's picture, of those that the model has references of. */
const SHOWN: Record<FontScript, string> = { han: '永国心水', latin: 'Range' }
/** Height of a picture in pixels, and the space between letters. */
const [SIDE, GAP] = [72, 5]

/** The styles of all models that draw fonts and can be used. */
export async function styleInfos(modelsFolders: ModelsFolders): Promise<StyleInfo[]> {
  const models = (await Promise.all(modelsFolders.map((folder) => listModels(folder)))).flat()
  return models.flatMap(({ id, manifest, problem }) =>
    problem !== '' || !manifest?.font
      ? []
      : manifest.font.styles.map((style) => ({
          model: id,
          script: manifest.font!.script,
          name: style.name,
          title: style.title,
          font: style.font,
          licence: style.licence,
          picture: pictureOf(style, manifest.font!),
        })),
  )
}

/** Reference glyphs side by side as coverage: 255 where there is ink. */
function pictureOf(style: FontStyle, { script, references: { characters, side } }: FontModel): Pixels {
  const bytes = Uint8Array.from(atob(style.references), (letter) => letter.charCodeAt(0))
  const places = [...SHOWN[script]].map((shown) => [...characters].indexOf(shown)).filter((at) => at >= 0)
  const columns = places.flatMap((place) => {
    const square = covered(bytes.subarray(place * side * side, (place + 1) * side * side), side)
    return script === 'han' ? square : trimmed(square)
  })
  const width = Math.max(1, columns.length)
  const data = new Uint8Array(width * SIDE)
  for (const [x, column] of columns.entries()) for (let y = 0; y < SIDE; y++) data[y * width + x] = column[y]!
  return { width, height: SIDE, channels: 1, data }
}

/** A packed field as a square of coverage, column by column. */
function covered(packed: Uint8Array, side: number): Uint8Array[] {
  const field = unpackField(packed)
  return Array.from({ length: SIDE }, (_, x) =>
    Uint8Array.from({ length: SIDE }, (_, y) => {
      const distance = sampled(field, side, ((x + 0.5) * side) / SIDE, ((y + 0.5) * side) / SIDE)
      return Math.round(255 * Math.min(1, Math.max(0, 0.5 + (distance * SIDE) / side)))
    }),
  )
}

/** A letter as wide as its ink and the space after it. */
function trimmed(columns: readonly Uint8Array[]): Uint8Array[] {
  const inked = columns.map((column) => column.some((coverage) => coverage > 0))
  const letter = columns.slice(Math.max(0, inked.indexOf(true)), inked.lastIndexOf(true) + 1)
  return [...letter, ...Array.from({ length: GAP }, () => new Uint8Array(SIDE))]
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
