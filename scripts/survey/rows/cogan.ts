import { recipeNamed } from '../../../electron/train/games/index.ts'
import { anyOf, drawn, learningFrom, rgb } from '../data/drawn.ts'
import { fashion, garments } from '../data/fashion.ts'
import { each, normals, openSaved } from '../network.ts'
import { correlation, mean } from '../numbers.ts'
import { type Row, stepsOf, trained } from '../row.ts'

const SIDE = 16
const MADE = 500

/** The authors' edges: what dilation by 3 x 3 adds. In [-1, 1], as the picture. */
export function edgesOf(picture: Float32Array, side: number): Float32Array {
  const at = (y: number, x: number) =>
    picture[Math.min(side - 1, Math.max(0, y)) * side + Math.min(side - 1, Math.max(0, x))]!
  return Float32Array.from(picture, (value, k) => {
    const [y, x] = [Math.floor(k / side), k % side]
    let most = value
    for (let v = -1; v <= 1; v++) for (let u = -1; u <= 1; u++) most = Math.max(most, at(y + v, x + u))
    return most - value - 1
  })
}

const negative = (picture: Float32Array) => picture.map((value) => -value)
const kinds = { edges: (picture: Float32Array) => edgesOf(picture, SIDE), negatives: negative }

/** Pairs that come of sharing layers alone: garments, and the edges or the negatives of other garments. */
export const cogan: Row = {
  name: 'cogan',
  reference: 'Liu and Tuzel 2016, CoGAN',
  claim: 'two generators that share layers learn pairs, from examples of which none are paired',
  required:
    'edges of the first picture and the second one correlate by at least 0.46 (what a garment of the same class has, and 0.20), negatives by at least 0.80',
  command: 'ganvas train cogan --data DIR --size 16 --base 16 --latent 64 --steps 1000 --out RUN',
  seeds: [0, 1, 2],

  async figures(seed, share, show) {
    const { pictures, labels } = fashion('train', SIDE)
    const half = Math.floor(pictures.length / 2)
    const [first, second] = [pictures.slice(0, half), pictures.slice(half)]
    const run = async (kind: keyof typeof kinds, shared: boolean) => {
      const source = drawn(seed, (random) => ({
        a: rgb(anyOf(random, first)),
        b: rgb(kinds[kind](anyOf(random, second))),
      }))
      const { network, png } = await trained({
        recipe: learningFrom(recipeNamed('cogan'), { source }),
        options: { size: SIDE, base: 16, latent: 64, shared },
        steps: stepsOf(1000, share),
        batch: 64,
        seed,
      })
      if (shared && kind === 'edges') show(png)
      const { run: generate } = await openSaved(network('generator'))
      const { run: generateB } = shared ? { run: generate } : await openSaved(network('generator-b'))
      return mean(
        await each(MADE, async (_, random) => {
          const input = normals(random, 64)
          const [{ output }, { b }] = [await generate({ input }), await generateB({ input })]
          const grey = (planes: Float32Array) =>
            Float32Array.from(
              { length: SIDE ** 2 },
              (_, k) => (planes[k]! + planes[k + SIDE ** 2]! + planes[k + 2 * SIDE ** 2]!) / 3,
            )
          return correlation(kinds[kind](grey(output!)), grey(b!))
        }),
      )
    }
    const ofEach = garments.map((_, label) => pictures.filter((_, k) => labels[k] === label))
    const ofClass = mean(
      await each(500, async (_, random) => {
        const same = anyOf(random, ofEach)
        return correlation(kinds.edges(anyOf(random, same)), kinds.edges(anyOf(random, same)))
      }),
    )
    return {
      edges: await run('edges', true),
      negatives: await run('negatives', true),
      edgesSharingNothing: await run('edges', false),
      edgesOfTheClass: ofClass,
    }
  },

  reached: (figures) =>
    mean(figures.map(({ edges }) => edges!)) >= 0.46 &&
    mean(figures.map(({ negatives }) => negatives!)) >= 0.8,
}
