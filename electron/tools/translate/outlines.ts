import type { Drawn } from '../../contract/model/translation.ts'
import type { Pixels } from '../../contract/pixels.ts'
import { type ColorPlanes, reduce } from '../../imaging/colorPlanes.ts'
import { planesOf } from '../networks/enlarge.ts'
import type { DrawingWork, Size } from '../networks/work.ts'
import { type Band, DrawingBands } from './bands.ts'
import { inkColors } from './ink.ts'

/** How far the drawing may differ from what the network saw where a colour is taken as it is; colours in [0, 1]. */
const ALIKE = 0.04
/** What a colour counts for at least: between outlines closer than the network's pixels there is nothing better. */
const MIN_WEIGHT = 1e-4
/** A step of the drawing this large, of its brightness or of its three colours together, is as far as {@link SPREAD}. */
const STEP = 0.06
/** How far colours spread along areas, in the network's pixels. */
const SPREAD = 1.5
/** Sweeps across and down. */
const SWEEPS = 2
/** Numbers of a table for each unit of what it is read by. */
const FINE = 256
/** The most that the three colours of a pixel can be from those of its neighbour, together. */
const MAX_STEP = 3

/** How much a colour is trusted by how far the drawing is from what the network saw. */
const trusts = Float32Array.from({ length: FINE + 1 }, (_, k) => Math.exp(-((k / FINE / ALIKE) ** 2)))

/** What was made of a drawing, and the drawing at the same size: the planes whose steps are its outlines, from 0 to 1. */
export interface Result {
  colors: ColorPlanes
  guide: readonly Float32Array[]
}

/** A drawing at its own size. What is transparent shows paper of a brightness up to 255. */
export interface Drawing {
  picture: Pixels
  paper: number
  draws: Exclude<Drawn, 'picture'>
}

/**
 * Brings a result to the drawing's size, its areas as sharp as they are drawn. Near an outline, where the network's pixels
 * mix both sides, each pixel takes the colours from farther inside its own area: they spread by the recursive filter of
 * Gastal and Oliveira (2011), for which the drawing's steps are long ways. Areas reach below lines on paper, which are
 * drawn anew in the colours that the network gave them.
 *
 * @param areas the colours of areas, where they are others than the result's; at a size of their own
 * @param out of 3 channels
 */
export async function enlargeByOutlines(
  result: Result,
  areas: Result,
  drawing: Drawing,
  out: Pixels,
  { team, breathe }: Pick<DrawingWork, 'team' | 'breathe'>,
): Promise<void> {
  const mark = team.memory.mark()
  try {
    const lines = drawing.draws === 'lines'
    const bandsOf = (size: Size) => new DrawingBands(team, drawing.picture, drawing.paper / 255, lines, size)
    const bands = bandsOf(areas.colors)
    /** What the areas leave between the lines. */
    const between = lines ? new Uint8Array(out.data.length) : null
    const spreading = new Spreading(bands, areas)
    await bands.each(spreading.around, breathe, (band) => {
      const colors = spreading.spread(band)
      bands.save(colors, band, out.data)
      if (!between) return
      bands.drawInk(colors, band, null)
      bands.save(colors, band, between)
    })
    if (!between) return
    const { width, height } = out
    const { colors: made, guide } = result
    const left = reduce({ width, height, data: between }, { x: 0, y: 0, width, height }, made)
    const lined = bandsOf(made)
    const ink = lined.store(inkColors(made, left, guide[0]!))
    await lined.each(0, breathe, (band) => {
      const colors = lined.load(out.data, band)
      lined.drawInk(colors, band, ink)
      lined.save(colors, band, out.data)
    })
  } finally {
    team.memory.release(mark)
  }
}

/** Colours of a result that spread along the areas of a drawing. */
class Spreading {
  /** Rows around those of a band that have a say in them. */
  readonly around: number
  readonly #bands: DrawingBands
  readonly #result: number
  readonly #seen: number
  readonly #trusts: number
  /** For each sweep, what of its neighbour a pixel takes on, by how large the drawing's step to it is. */
  readonly #shares: number[]

  constructor(bands: DrawingBands, { colors, guide }: Result) {
    const { memory } = bands.team
    const spread = SPREAD * bands.scale
    this.around = Math.ceil(2 * spread)
    this.#bands = bands
    this.#result = bands.store(planesOf(colors))
    this.#seen = bands.store(guide)
    this.#trusts = memory.store(trusts)
    this.#shares = Array.from({ length: SWEEPS }, (_, sweep) => {
      // Each pair of sweeps adds its share of the variance, the later one the smaller share.
      const sigma = (spread * Math.sqrt(3) * 2 ** (SWEEPS - sweep - 1)) / Math.sqrt(4 ** SWEEPS - 1)
      return memory.store(sharesOf(sigma, spread))
    })
  }

  /** RGB bytes of a band, in the kernels' memory. */
  spread(band: Band): number {
    const { team, width } = this.#bands
    const { rows } = band
    const guide = this.#bands.guide(band)
    const plain = this.#bands.enlarge(this.#result, band)
    const mixed = this.#bands.enlarge(this.#seen, band)
    const [across, down] = [0, 1].map(() => team.memory.allocate(2 * width * rows)) as [number, number]
    team.run('trustRows', rows, {
      ints: [guide, width, plain, mixed, this.#trusts, across, down],
      floats: [FINE, MIN_WEIGHT],
    })
    for (const shares of this.#shares) {
      team.run('spreadAcross', rows, { ints: [mixed, width, rows, across, shares] })
      team.run('spreadDown', Math.ceil(width / COLUMNS), { ints: [mixed, width, rows, down, shares] })
    }
    const colors = team.memory.allocate(3 * width * rows)
    team.run('mergeRows', rows, { ints: [plain, mixed, width, colors] })
    return colors
  }
}

/** Columns that an item of `spreadDown` has: `BLOCK` of `kernels/spread.ts`. */
const COLUMNS = 32

function sharesOf(sigma: number, spread: number): Float32Array {
  const decay = -Math.SQRT2 / sigma
  return Float32Array.from({ length: MAX_STEP * FINE + 2 }, (_, k) =>
    Math.exp(decay * (1 + (spread * k) / (FINE * STEP))),
  )
}
