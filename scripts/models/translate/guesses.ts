import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Random } from '../../../electron/nets/random.ts'
import { brightnessPlane } from '../../../electron/tools/networks/enlarge.ts'
import { guessOf } from '../../../electron/tools/translate/guess.ts'
import { isIn } from '../../../electron/train/data/heldOut.ts'
import { pairings } from '../../../electron/train/data/pairings/index.ts'
import { listPictures } from '../../../electron/train/data/pictureFiles.ts'
import { readPicture, square } from './cases.ts'

/*
 * Finds the colours that a drawing model with hints is to try where it is told none (`guesses` of its manifest): those which
 * pictures of the folder have in the middle of what their edges enclose.
 *
 *   node scripts/run.mjs scripts/models/translate/guesses.ts --data DIR [--side 128] [--count 96]
 *
 * Prints them as JSON. Pictures are drawn by chance, and held-out ones never.
 */

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    side: { type: 'string', default: '128' },
    count: { type: 'string', default: '96' },
  },
})
if (!values.data) throw new Error('--data is needed; see the head of this script')
const side = Number(values.side)
const names = (await listPictures(values.data)).filter((name) => isIn('training', name))
const random = new Random(0, 'guesses')
const found: number[][] = []
const order = names.map((name) => ({ name, at: random.uniform() })).sort((a, b) => a.at - b.at)
for (const { name } of order) {
  const picture = square(await readPicture(join(values.data, name)), side)
  const { input } = pairings.edges.pair(picture, new Random(0, name))
  const size = { width: side, height: side }
  const drawn = {
    ...size,
    data: Float32Array.from({ length: 3 * side ** 2 }, (_, k) => (input[k % side ** 2]! + 1) / 2),
  }
  const dot = guessOf(brightnessPlane(drawn), size, [[0, 0, 0]], 0)
  if (!dot) continue
  const places = Array.from(dot.coverage.keys()).filter((at) => dot.coverage[at]! > 0)
  found.push(
    [0, 1, 2].map((c) =>
      Math.round(
        (255 * places.reduce((sum, at) => sum + picture.data[c * side ** 2 + at]!, 0)) / places.length,
      ),
    ),
  )
  if (found.length === Number(values.count)) break
}
console.log(JSON.stringify(found))
