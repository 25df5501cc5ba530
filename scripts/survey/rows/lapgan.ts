import { Random } from '../../../electron/nets/random.ts'
import { recipeNamed } from '../../../electron/train/games/index.ts'
import { laplacianDistances } from '../../../electron/train/metrics/laplacianPatches.ts'
import { picturesOf } from '../../../electron/train/metrics/pictures.ts'
import { drawn, joined, learningFrom, rgb } from '../data/drawn.ts'
import { fashion } from '../data/fashion.ts'
import { each, normals, openSaved } from '../network.ts'
import { difference, mean } from '../numbers.ts'
import { type Row, stepsOf, trained } from '../row.ts'

const SIDE = 32
const HALF = SIDE / 2
const LATENT = 64
const MADE = 128

/** Twice the side by linear interpolation, as the network does it: centres of pixels stay where they are. */
export function enlarged(planes: Float32Array, side: number): Float32Array {
  const at = (c: number, y: number, x: number) =>
    planes[(c * side + Math.min(side - 1, Math.max(0, y))) * side + Math.min(side - 1, Math.max(0, x))]!
  return Float32Array.from({ length: 4 * planes.length }, (_, index) => {
    const [c, v, u] = [
      Math.floor(index / (4 * side * side)),
      Math.floor(index / (2 * side)) % (2 * side),
      index % (2 * side),
    ]
    const [y, x] = [(v - 0.5) / 2, (u - 0.5) / 2]
    const [top, left] = [Math.floor(y), Math.floor(x)]
    const [down, right] = [y - top, x - left]
    return (
      (1 - down) * ((1 - right) * at(c, top, left) + right * at(c, top, left + 1)) +
      down * ((1 - right) * at(c, top + 1, left) + right * at(c, top + 1, left + 1))
    )
  })
}

const halvedPlanes = (planes: Float32Array): Float32Array =>
  Float32Array.from({ length: planes.length / 4 }, (_, index) => {
    const [c, y, x] = [Math.floor(index / HALF ** 2), Math.floor(index / HALF) % HALF, index % HALF]
    const at = (v: number, u: number) => planes[(c * SIDE + 2 * y + v) * SIDE + 2 * x + u]!
    return (at(0, 0) + at(0, 1) + at(1, 0) + at(1, 1)) / 4
  })

/** Coarse to fine against all at once, by the finest detail. */
export const lapgan: Row = {
  name: 'lapgan',
  reference: 'Denton et al. 2015, LAPGAN',
  claim: 'a pyramid that adds detail level by level draws finer pictures than one generator of the whole',
  required:
    'the finest patches of the chain at most half as far from real ones as those of its coarse pictures enlarged, and at most 0.8 times as far as those of a DCGAN; halved again, what is made is within 0.03 of the coarse picture',
  command: 'ganvas train lapgan --data DIR --size 32 --levels 1 --base 16 --latent 64 --steps 900 --out RUN',
  seeds: [0, 1, 2],

  async figures(seed, share, show) {
    const { pictures } = fashion('train', SIDE)
    const source = drawn(seed, (random) => ({ picture: rgb(pictures[random.below(pictures.length)]!) }))
    const run = (recipe: string, more: Record<string, unknown>) =>
      trained({
        recipe: learningFrom(recipeNamed(recipe), { source }),
        options: { size: SIDE, base: 16, latent: LATENT, ...more },
        steps: stepsOf(900, share),
        batch: 32,
        seed,
      })
    const pyramid = await run('lapgan', { levels: 1 })
    show(pyramid.png)
    const whole = await run('dcgan', { average: 0.99 })
    const [{ run: coarse }, { run: detail }, { run: single }] = [
      await openSaved(pyramid.network('coarse')),
      await openSaved(pyramid.network(`detail${SIDE}`)),
      await openSaved(whole.network('generator')),
    ]
    const small = await each(
      MADE,
      async (_, random) => (await coarse({ input: normals(random, LATENT) })).output!,
    )
    const large = small.map((picture) => enlarged(picture, HALF))
    const made = await each(MADE, async (k) => {
      const random = new Random(seed, 'detail', k)
      const noise = Float32Array.from({ length: SIDE ** 2 }, () => 2 * random.uniform() - 1)
      const { output } = await detail({ input: large[k]!, noise })
      return large[k]!.map((value, at) => value + output![at]!)
    })
    const ofDcgan = await each(
      MADE,
      async (_, random) => (await single({ input: normals(random, LATENT) })).output!,
    )
    const real = Array.from({ length: MADE }, (_, k) => rgb(pictures[k]!))
    const finest = (list: readonly Float32Array[]) => {
      const [a, b] = [list, real].map((each) =>
        picturesOf({ shape: [MADE, 3, SIDE, SIDE], data: joined(each) }),
      )
      return laplacianDistances(a!, b!)[0]!
    }
    return {
      patches: finest(made),
      patchesEnlarged: finest(large),
      patchesOfDcgan: finest(ofDcgan),
      offCoarse: mean(made.map((picture, k) => difference(halvedPlanes(picture), small[k]!))),
    }
  },

  reached(figures) {
    const of = (name: string) => mean(figures.map((one) => one[name]!))
    return (
      of('patches') <= 0.5 * of('patchesEnlarged') &&
      of('patches') <= 0.8 * of('patchesOfDcgan') &&
      of('offCoarse') <= 0.03
    )
  },
}
