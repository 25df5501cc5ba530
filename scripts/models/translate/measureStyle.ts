import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { applicationFolder } from '../../../electron/engine/paths.ts'
import { laplacianDistances } from '../../../electron/train/metrics/laplacianPatches.ts'
import { slicedWasserstein } from '../../../electron/train/metrics/slicedWasserstein.ts'
import { measuredPictures } from '../measuredPictures.ts'
import { pixelsOf, planesOf, readPicture, signed, square } from './cases.ts'
import { openNetwork } from './network.ts'
import { drawSheet } from './sheet.ts'

/*
 * Measures a style that was trained without pairs, on pictures that it never saw, at the size of its training:
 *
 *   node scripts/run.mjs scripts/models/translate/measureStyle.ts --model ID --from DIR [--to DIR] [--models DIR] [--all] [--max 50] [--sheet FILE]
 *
 * Of each picture the middle is taken. Prints one line of JSON: the mean absolute cycle error both ways, in [0, 1], of a style that leads back, and
 * the sliced Wasserstein distances to the pictures in `--to` of what the network makes, beside those of the pictures it
 * was given: of colours, in [0, 1], and of patches of Laplacian pyramids by level, finest first, times 1000. Pictures to
 * compare with are all of `--to`: more of them make a steadier distance. `--all` takes every picture of `--from` and not
 * the held-out ones alone, `--match TEXT` those whose path holds the text. `--sheet FILE` draws the first 8 by file name:
 * the picture, its translation, and that one back where there is a way.
 */

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    models: { type: 'string' },
    max: { type: 'string', default: '50' },
    all: { type: 'boolean', default: false },
    match: { type: 'string', default: '' },
    sheet: { type: 'string' },
  },
})
if (!values.model || !values.from)
  throw new Error('--model and --from are needed; see the head of this script')
const modelsFolder = values.models ? resolve(values.models) : join(applicationFolder, 'models')
const forward = await openNetwork(modelsFolder, values.model)
const { translation } = forward.manifest
if (translation?.kind !== 'style') throw new Error(`${values.model} is no style; see measure.ts`)
const reverse = translation.directions.reverse && (await openNetwork(modelsFolder, values.model, 'reverse'))
const { side } = translation

const SHOWN = 8

const middles = async (folder: string, all: boolean, match = ''): Promise<Pixels[]> => {
  const names = [...measuredPictures(resolve(folder), { all, match, max: Number(values.max) }).values()]
  return Promise.all(
    names
      .flat()
      .map(async (name) =>
        pixelsOf(signed(square(await readPicture(join(resolve(folder), name)), side).data), side),
      ),
  )
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, x) => sum + x, 0) / numbers.length

/** @param home absent where no network leads back */
async function thereAndBack(
  pictures: readonly Pixels[],
  there: typeof forward,
  home: typeof forward | undefined,
) {
  const made: Pixels[] = []
  const again: Pixels[] = []
  const errors: number[] = []
  for (const picture of pictures) {
    const given = planesOf(picture, 3)
    const translated = await there.run(given)
    made.push(pixelsOf(translated, side))
    if (!home) continue
    const returned = await home.run(translated)
    again.push(pixelsOf(returned, side))
    errors.push(mean([...given].map((x, at) => Math.abs(x - returned[at]!) / 2)))
  }
  return { made, again, error: home && Number(mean(errors).toFixed(4)) }
}

/** As many colours of either, in [0, 1]: [pixels, 3]. */
const colorsOf = (pictures: readonly Pixels[]) =>
  Float32Array.from(
    pictures.flatMap(({ data }) => [...data]),
    (level) => level / 255,
  )

function distances(a: readonly Pixels[], b: readonly Pixels[]) {
  // Sets of one size: the smaller one is shown again from its beginning.
  const count = Math.max(a.length, b.length)
  const [first, second] = [a, b].map((set) => Array.from({ length: count }, (_, k) => set[k % set.length]!))
  return {
    colors: Number(slicedWasserstein(colorsOf(first!), colorsOf(second!), 3).toFixed(4)),
    patches: laplacianDistances(first!, second!).map((distance) => Number(distance.toFixed(1))),
  }
}

const photos = await middles(values.from, values.all, values.match)
const { made, again, error } = await thereAndBack(photos, forward, reverse)
const summary: Record<string, unknown> = { pictures: photos.length, ...(reverse && { cycle: error }) }
if (values.to) {
  const paintings = await middles(values.to, true)
  const heldOut = await middles(values.to, false)
  if (reverse) summary.cycle_back = (await thereAndBack(heldOut, reverse, forward)).error
  summary.paintings = paintings.length
  summary.made_to_paintings = distances(made, paintings)
  summary.given_to_paintings = distances(photos, paintings)
}
console.log(JSON.stringify(summary))
if (values.sheet)
  await drawSheet(
    values.sheet,
    photos.slice(0, SHOWN).map((photo, row) => [photo, made[row]!, ...(reverse ? [again[row]!] : [])]),
  )
process.exit(0)
