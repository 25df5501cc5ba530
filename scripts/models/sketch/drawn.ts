import type { Pixels } from '../../../electron/contract/pixels.ts'
import type { SketchFrames } from '../../../electron/contract/tools/sketch.ts'
import { openOnProcessor } from '../../../electron/graph/testing/runtime.fixture.ts'
import { Random } from '../../../electron/nets/random.ts'
import { type Generator, latentLength } from '../../../electron/tools/sketch/generator.ts'
import { between } from '../../../electron/tools/sketch/latents/paths.ts'
import { drawLatent } from '../../../electron/tools/sketch/latents/prior.ts'
import { strip } from '../../../electron/tools/sketch/pictures.ts'
import { Renderer } from '../../../electron/tools/sketch/render.ts'
import type { FeatureRows } from '../../../electron/train/metrics/featureDistances.ts'
import { drawSheet } from '../translate/sheet.ts'
import type { Seen } from './looks.ts'

/* Sheets for the card of a generator. Nothing is picked. */

const CELL = 64

function cellsOf({ width, height, data }: Pixels, count: number): Pixels[] {
  const size = data.length / count
  return Array.from({ length: count }, (_, k) => ({
    width,
    height: height / count,
    channels: 3 as const,
    data: data.slice(k * size, (k + 1) * size),
  }))
}

/** One set as a square, or several as a row each. */
export function drawSamples(file: string, ...sets: readonly SketchFrames[]): Promise<void> {
  const rows = sets.map(({ pictures, points }) => cellsOf(pictures, points.length))
  if (rows.length > 1) return drawSheet(file, rows, CELL)
  const side = Math.ceil(Math.sqrt(rows[0]!.length))
  return drawSheet(
    file,
    Array.from({ length: side }, (_, k) => rows[0]!.slice(k * side, (k + 1) * side)),
    CELL,
  )
}

/** From one draw to another, within each of the first classes and then from class to class. */
export async function drawInterpolations(file: string, generator: Generator, seed: number): Promise<void> {
  const [rows, frames] = [8, 10]
  const classes = generator.condition?.words.length ?? 0
  const random = new Random(seed, 'interpolations')
  const latent = () => drawLatent(random, latentLength(generator), generator.latent.prior)
  const drawings = Array.from({ length: rows }, (_, row) => {
    const ends = [latent(), latent()] as const
    const [from, to] = [row % Math.max(1, classes), (row < rows / 2 ? row : row + 3) % Math.max(1, classes)]
    return Array.from({ length: frames }, (_, k) => {
      const amount = k / (frames - 1)
      const condition = Float32Array.from(
        { length: classes },
        (_, of) => (of === from ? 1 - amount : 0) + (of === to ? amount : 0),
      )
      return { latent: between(ends[0], ends[1], amount, 'spherical'), condition }
    })
  })
  const renderer = await Renderer.open(generator, openOnProcessor())
  const sheet: Pixels[][] = []
  for (const row of drawings) sheet.push(cellsOf(strip(generator, await renderer.draw(row)), row.length))
  await renderer.release()
  await drawSheet(file, sheet, CELL)
}

/** 16 samples, and below each the three pictures of the training that are nearest to it. */
export async function drawNeighbours(
  file: string,
  made: readonly Seen[],
  trained: readonly Seen[],
  known: FeatureRows,
  seen: FeatureRows,
): Promise<void> {
  const { dimensions } = known
  const step = Math.floor(made.length / 16)
  const columns = Array.from({ length: 16 }, (_, k) => {
    const at = k * step
    const near = trained
      .map((each, i) => {
        let sum = 0
        for (let d = 0; d < dimensions; d++)
          sum += (known.rows[i * dimensions + d]! - seen.rows[at * dimensions + d]!) ** 2
        return { each, sum }
      })
      .sort((a, b) => a.sum - b.sum)
      .slice(0, 3)
    return [made[at]!.pixels, ...near.map(({ each }) => each.pixels)]
  })
  await drawSheet(
    file,
    [0, 1, 2, 3].map((row) => columns.map((column) => column[row]!)),
    CELL,
  )
}
