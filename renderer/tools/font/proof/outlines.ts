import type { FontPlan, GlyphField, GlyphOutline } from '../../../../electron/contract/tools/fontWorks.ts'
import { engine } from '../../../app/connection.ts'

/** A glyph of the new font, as outlines ready to be filled. */
export interface ReadyGlyph {
  told: GlyphOutline
  path: Path2D
  vertical: Path2D | null
}

/** By all that glyphs depend on: how many such states are remembered, for a slider that goes back and forth. */
const REMEMBERED = 6

const results = new Map<string, Map<number, ReadyGlyph>>()
const sources = new Map<string, Map<number, Path2D>>()

/** What the outlines of a font depend on. */
export const outlineKey = (name: string, { axes, styles, shape }: FontPlan, revision: number): string =>
  JSON.stringify([name, axes, styles, shape, revision])

function remembered<K, V>(all: Map<string, Map<K, V>>, key: string): Map<K, V> {
  const found = all.get(key) ?? new Map<K, V>()
  all.delete(key)
  all.set(key, found)
  if (all.size > REMEMBERED) all.delete(all.keys().next().value!)
  return found
}

export const readyGlyphs = (key: string): ReadonlyMap<number, ReadyGlyph> => remembered(results, key)

/** Reads the outlines that are not there yet. */
export async function fetchOutlines(
  key: string,
  name: string,
  plan: FontPlan,
  characters: readonly number[],
  signal?: AbortSignal,
): Promise<void> {
  const there = remembered(results, key)
  const open = characters.filter((character) => !there.has(character))
  if (open.length === 0) return
  const { glyphs } = await engine.call(
    'fonts.outlines',
    { name, plan, characters: open },
    signal ? { signal } : {},
  )
  for (const told of glyphs)
    there.set(told.character, {
      told,
      path: new Path2D(told.path),
      vertical: told.vertical === undefined ? null : new Path2D(told.vertical),
    })
}

const sourceKey = (name: string, { axes }: FontPlan) => JSON.stringify([name, axes])

export const sourcePaths = (name: string, plan: FontPlan): ReadonlyMap<number, Path2D> =>
  remembered(sources, sourceKey(name, plan))

/** Reads glyphs of the source, by their numbers. */
export async function fetchSource(
  name: string,
  plan: FontPlan,
  glyphs: readonly number[],
  signal: AbortSignal,
): Promise<void> {
  const there = remembered(sources, sourceKey(name, plan))
  const open = [...new Set(glyphs)].filter((glyph) => !there.has(glyph))
  if (open.length === 0) return
  const { outlines } = await engine.call('fonts.sourceOutlines', { name, plan, glyphs: open }, { signal })
  for (const { glyph, path } of outlines) there.set(glyph, new Path2D(path))
}

/**
 * A field as a picture of its ink, smooth at its border at any size.
 *
 * @param pixels of the picture's sides
 * @param color of the ink: red, green, blue
 */
export function fieldPicture(
  { data, side }: GlyphField,
  pixels: number,
  color: readonly [number, number, number],
): OffscreenCanvas {
  const picture = new ImageData(pixels, pixels)
  const step = side / pixels
  for (let y = 0; y < pixels; y++) {
    const v = Math.min(side - 1.001, Math.max(0, (y + 0.5) * step - 0.5))
    const [top, q] = [Math.floor(v), v % 1]
    for (let x = 0; x < pixels; x++) {
      const u = Math.min(side - 1.001, Math.max(0, (x + 0.5) * step - 0.5))
      const [left, p] = [Math.floor(u), u % 1]
      const at = top * side + left
      const upper = data[at]! * (1 - p) + data[at + 1]! * p
      const lower = data[at + side]! * (1 - p) + data[at + side + 1]! * p
      const distance = (upper * (1 - q) + lower * q - 128) / 32
      const to = 4 * (y * pixels + x)
      picture.data[to] = color[0]
      picture.data[to + 1] = color[1]
      picture.data[to + 2] = color[2]
      picture.data[to + 3] = 255 * Math.min(1, Math.max(0, 0.5 + distance / step))
    }
  }
  const canvas = new OffscreenCanvas(pixels, pixels)
  canvas.getContext('2d')!.putImageData(picture, 0, 0)
  return canvas
}
