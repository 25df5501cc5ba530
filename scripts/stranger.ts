import { openOnProcessor } from '../electron/graph/testing/runtime.fixture.ts'
import { compareStranger, type StrangerReport } from '../electron/train/testing/stranger.fixture.ts'

/*
 * Compares networks of the published sizes with PyTorch, and prints the table of docs/strangers-model.md:
 *
 *   python3 scripts/golden/stranger.py FOLDER --full
 *   node scripts/run.mjs scripts/stranger.ts FOLDER [threads]
 */

const [folder = 'tests/golden/stranger', threads = '2'] = process.argv.slice(2)
const open = openOnProcessor({ threads: Number(threads), training: true })

const rows = []
for (const name of ['dcgan', 'unet', 'resnet9']) {
  const report = await compareStranger(folder, name, open)
  console.error(JSON.stringify({ name, ...report }))
  rows.push(rowOf(name, report))
}
const head =
  '| network | parameters | output | input gradient | worst parameter gradient | worst of ten losses | first and last loss |'
console.log([head, '|---|---|---|---|---|---|---|', ...rows].join('\n'))

/** Ganvas's difference, and in brackets that of PyTorch in single precision. */
function rowOf(name: string, report: StrangerReport): string {
  const { parameters, output, inputGradient, parameterGradient, loss, losses, rounding } = report
  const pairs = [output, inputGradient, parameterGradient].map(
    (error, k) => `${error.toExponential(1)} (${rounding[k]!.toExponential(1)})`,
  )
  const ends = `${losses[0]!.toFixed(4)}, ${losses.at(-1)!.toFixed(4)}`
  return `| ${name} | ${parameters.toLocaleString('en')} | ${pairs.join(' | ')} | ${loss.toExponential(1)} | ${ends} |`
}
