import { PIXEL_BYTES } from '../../imaging/memory.ts'
import { allocatePlane, type Plane, type Size } from '../../imaging/planes.ts'
import type { Team } from '../../imaging/team.ts'
import { divergence } from './equation.ts'
import { gradientOperators } from './operators.ts'

/** What is left to do may move no pixel by more than this: in a result, and where the next level goes on from. */
const PRECISION = { final: 0.4 / 255, interim: 1 / 255 }
/** A cycle is not relied on to leave less than this of the error: the first ones leave less, of what lies along the boundary. */
const LEAST_LEFT = 0.3
/** Far more than it takes: 3 to 6 in most pictures. */
const MAX_CYCLES = 100
/**
 * How firmly a cell is tied to the boundary, as a share of how firmly its pixels are. All of it is stable and corrects too
 * little along edges; from four fifths on downwards, cells around a single pixel that is held are corrected too much.
 */
const HOLD = 0.9
/** Times the band along the boundary is relaxed beside every time all is. */
const BAND_SWEEPS = 2
/** Layers that ask the next one twice: a cycle then leaves a sixth of the error, and else more the more layers there are. */
const DOUBLED = 2
/** Rows of an item of `relaxRows` in `kernels/multigrid.ts`. */
const BLOCK = 32

interface Layer extends Size {
  /** Where the kernels find it. */
  record: number
  /** Where they find the band along the boundary; 0 for a small layer, which is relaxed whole. */
  band: number
}

/**
 * Poisson's equation for forward differences with the photo as boundary, by multigrid cycles (Brandt 1977) over cells of
 * 2, 4, 8 … pixels: improves `estimate`, a correction to the pasted object, until its gradients are nearest to the
 * object's while it is zero wherever the coverage of `difference` is at most `threshold`. It takes a number of sums
 * a pixel that depends neither on the picture's size nor much on the mask's shape.
 */
export function solveMembrane(
  team: Team,
  difference: Plane,
  threshold: number,
  estimate: Plane,
  precision: keyof typeof PRECISION = 'final',
): void {
  const { memory } = team
  const mark = memory.mark()
  const { width, height } = difference
  const wanted = allocatePlane(memory, difference)
  divergence(team, difference, gradientOperators.normal, true, null, wanted)
  team.run('prepareRows', height, {
    ints: [wanted.pointer, estimate.pointer, difference.pointer, width, height],
    floats: [threshold],
  })
  const record = memory.store([estimate.pointer, wanted.pointer, 0, width, height])
  const layers: Layer[] = [{ width, height, record, band: bandOf(team, { width, height }, record) }]
  while (layers.at(-1)!.width * layers.at(-1)!.height > 1) layers.push(coarsen(team, layers.at(-1)!))
  const cycles = new Cycles(team, layers)
  let before: number | null = null
  for (let count = 0; count < MAX_CYCLES; count++) {
    const moved = cycles.run()
    if (moved === 0) break
    // The moves to come form a geometric series.
    const left = before === null ? 1 : Math.max(LEAST_LEFT, moved / before)
    if (left < 1 && (moved * left) / (1 - left) < PRECISION[precision]) break
    before = moved
  }
  memory.release(mark)
}

function coarsen(team: Team, fine: Layer): Layer {
  const { memory } = team
  const width = Math.ceil(fine.width / 2)
  const height = Math.ceil(fine.height / 2)
  const [u, f] = [memory.allocatePlane(width, height), memory.allocatePlane(width, height)]
  const record = memory.store([u, f, memory.allocate(8 * width * height), width, height])
  team.run('coarsenRows', height, { ints: [fine.record, record], floats: [HOLD] })
  return { width, height, record, band: bandOf(team, { width, height }, record) }
}

function bandOf(team: Team, { width, height }: Size, level: number): number {
  if (height <= BLOCK) return 0
  const { memory } = team
  // Read in runs of 16 bytes.
  const stride = Math.ceil(width / 16) * 16
  const near = memory.allocate(stride * height)
  const ints = [level, near, stride, memory.allocate(4 * width * height), memory.allocate(8 * height)]
  team.run('nearRows', height, { ints })
  team.run('bandRows', height, { ints })
  return memory.store(ints)
}

class Cycles {
  readonly #team: Team
  readonly #layers: readonly Layer[]
  /** Room for what kernels say of the finest layer's rows. */
  readonly #peaks: number

  constructor(team: Team, layers: readonly Layer[]) {
    this.#team = team
    this.#layers = layers
    this.#peaks = team.memory.allocate(layers[0]!.height * PIXEL_BYTES)
  }

  /** @returns what no pixel of the finest layer moved beyond */
  run(index = 0): number {
    const fine = this.#layers[index]!
    const coarse = this.#layers[index + 1]
    let moved = this.#relax(index, 0)
    this.#relaxBand(index, 0)
    if (!coarse) return moved
    this.#team.run('restrictRows', coarse.height, { ints: [fine.record, coarse.record, 0] })
    for (let turn = 0; turn < (index < DOUBLED ? 2 : 1); turn++) this.run(index + 1)
    const peaks = index === 0 ? this.#peaks : 0
    this.#team.run('prolongRows', fine.height, { ints: [fine.record, coarse.record, peaks] })
    moved += this.#largest(peaks, fine.height)
    this.#relaxBand(index, 1)
    return moved + this.#relax(index, 1)
  }

  /** @param first the colour that comes first: once each way, a cycle treats both alike */
  #relax(index: number, first: 0 | 1): number {
    const { record, height } = this.#layers[index]!
    const peaks = index === 0 ? this.#peaks : 0
    const blocks = Math.ceil(height / BLOCK)
    for (let pass = 0; pass < Math.min(2, blocks); pass++)
      this.#team.run('relaxRows', blocks, { ints: [record, first, pass, peaks] })
    return this.#largest(peaks, blocks)
  }

  /** Where cells tell least of pixels: along the boundary, where their edge is not that of the pixels. */
  #relaxBand(index: number, first: 0 | 1): void {
    const { band, height } = this.#layers[index]!
    if (!band) for (let sweep = 0; sweep < BAND_SWEEPS; sweep++) this.#relax(index, first)
    else
      for (let sweep = 0; sweep < BAND_SWEEPS; sweep++)
        for (const color of [first, 1 - first]) this.#team.run('relaxBand', height, { ints: [band, color] })
  }

  #largest(peaks: number, count: number): number {
    if (!peaks) return 0
    return this.#team.memory.floats(peaks, 4 * count).reduce((most, v) => Math.max(most, v), 0)
  }
}
