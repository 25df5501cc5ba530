import { Random } from '../../../electron/nets/random.ts'
import { recipeNamed } from '../../../electron/train/games/index.ts'
import { drawn, learningFrom, oneOf } from '../data/drawn.ts'
import {
  colourIn,
  drawnShape,
  drawShape,
  isUnseen,
  type Shape,
  shapeNames,
  shapeWords,
  textOf,
} from '../data/shapes.ts'
import { each, normals, openSaved } from '../network.ts'
import { mean, rankCorrelation } from '../numbers.ts'
import { refereeOf } from '../referee.ts'
import { type Row, stepsOf, trained } from '../row.ts'

const SIDE = 16
const LATENT = 32
const MADE = 400

const differs = (a: Shape, b: Shape) => textOf(a).some((share, k) => share !== textOf(b)[k])

/** Shapes and what is said of them, without the combinations that are never learned from. */
export const saidShapes = (seed: number, side: number) =>
  drawn(seed, (random) => {
    const shape = drawShape(random, (each) => !isUnseen(each))
    const other = drawShape(random, (each) => !isUnseen(each) && differs(each, shape))
    return {
      picture: drawnShape(shape, side, random),
      text: textOf(shape),
      other: drawnShape(other, side, random),
      otherText: textOf(other),
    }
  })

/** Tells the shape in a picture. */
export const refereeOfShapes = (seed: number, side: number, steps: number) =>
  refereeOf({
    source: drawn(1000 + seed, (random) => {
      const shape = drawShape(random)
      return {
        picture: drawnShape(shape, side, random),
        label: oneOf(shapeNames.length, shapeNames.indexOf(shape.shape)),
      }
    }),
    size: side,
    classes: shapeNames.length,
    seed: 100 + seed,
    steps,
  })

/** How often what was asked for was made. @param make a picture of a text */
export async function matches(
  referee: (picture: Float32Array) => Promise<number>,
  side: number,
  fits: (shape: Shape) => boolean,
  make: (text: Float32Array, random: Random) => Promise<Float32Array>,
): Promise<{ colour: number; shape: number; both: number }> {
  const found = await each(MADE, async (_, random) => {
    const asked = drawShape(random, fits)
    const picture = await make(textOf(asked), random)
    const colour = Number(colourIn(picture, side) === asked.colour)
    const shape = Number((await referee(picture)) === shapeNames.indexOf(asked.shape))
    return { colour, shape, both: colour * shape }
  })
  const of = (name: 'colour' | 'shape' | 'both') => mean(found.map((one) => one[name]))
  return { colour: of('colour'), shape: of('shape'), both: of('both') }
}

/** Between red and yellow: how the green of what is made follows the text. */
async function followed(
  make: (text: Float32Array, random: Random) => Promise<Float32Array>,
): Promise<number> {
  const steps = Array.from({ length: 9 }, (_, k) => k / 8)
  const correlations = await each(8, async (index) => {
    const shape: Shape = {
      shape: shapeNames[index % shapeNames.length]!,
      colour: 'red',
      size: 'large',
      ground: 'black',
    }
    const [from, to] = [textOf(shape), textOf({ ...shape, colour: 'yellow' })]
    const greens: number[] = []
    for (const share of steps) {
      const text = from.map((value, k) => (1 - share) * value + share * to[k]!)
      const picture = await make(text, new Random(index, 'between'))
      greens.push(mean(picture.subarray(SIDE ** 2, 2 * SIDE ** 2)))
    }
    return rankCorrelation(steps, greens)
  })
  return mean(correlations)
}

export const gancls: Row = {
  name: 'gancls',
  reference: 'Reed et al. 2016, GAN-CLS and GAN-INT',
  claim:
    'a critic that is shown pictures beside a wrong text makes a generator heed the text, in combinations never seen too',
  required:
    'the asked colour in at least 0.90 and the asked shape in 0.80; both of combinations never seen in 0.70; both at least 0.05 more often than without wrong texts; between red and yellow green follows the text by a rank correlation of 0.9',
  command: 'ganvas train gancls --data DIR --size 16 --base 16 --latent 32 --steps 1500 --out RUN',
  seeds: [0, 1, 2],

  async figures(seed, share, show) {
    const source = saidShapes(seed, SIDE)
    const referee = await refereeOfShapes(seed, SIDE, stepsOf(1200, share))
    const run = async (wrongWeight: number) => {
      const { network, png } = await trained({
        recipe: learningFrom(recipeNamed('gancls'), { source, classes: shapeWords }),
        options: {
          size: SIDE,
          base: 16,
          latent: LATENT,
          embedding: 32,
          average: 0.99,
          rate: 5e-4,
          wrongWeight,
        },
        steps: stepsOf(1500, share),
        batch: 64,
        seed,
      })
      const { run: generate } = await openSaved(network('generator'))
      const make = async (text: Float32Array, random: Random) =>
        (await generate({ input: normals(random, LATENT), text })).output!
      return { make, png }
    }
    const [three, two] = [await run(0.5), await run(0)]
    show(three.png)
    const seen = await matches(referee, SIDE, (shape) => !isUnseen(shape), three.make)
    const unseen = await matches(referee, SIDE, isUnseen, three.make)
    const without = await matches(referee, SIDE, (shape) => !isUnseen(shape), two.make)
    return {
      colour: seen.colour,
      shape: seen.shape,
      both: seen.both,
      bothWithoutWrongTexts: without.both,
      bothUnseen: unseen.both,
      between: await followed(three.make),
    }
  },

  reached(figures) {
    const of = (name: string) => mean(figures.map((one) => one[name]!))
    return (
      of('colour') >= 0.9 &&
      of('shape') >= 0.8 &&
      of('bothUnseen') >= 0.7 &&
      of('both') >= of('bothWithoutWrongTexts') + 0.05 &&
      of('between') >= 0.9
    )
  },
}
