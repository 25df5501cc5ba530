import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writePictures } from '../../electron/train/testing/pictures.fixture.ts'
import { type ShortRun, shortRun, shortRuns } from '../../electron/train/testing/shortRuns.fixture.ts'

/*
 * 20 steps of every recipe from a seed: `node scripts/run.mjs scripts/golden/shortRuns.ts` says which recipes still
 * give the figures of tests/golden/train/shortRuns.json bit for bit, which holds on the machine that made them alone;
 * with `--write` it makes them anew. Do that only for a change that is meant to change numbers, and say so.
 */

const file = join('tests', 'golden', 'train', 'shortRuns.json')
const write = process.argv.includes('--write')
const known: Record<string, ShortRun> = write ? {} : JSON.parse(await readFile(file, 'utf8'))

const root = await mkdtemp(join(tmpdir(), 'ganvas-short-runs-'))
try {
  await writePictures(root)
  const found: Record<string, ShortRun> = {}
  for (const name of shortRuns) {
    found[name] = await shortRun(name, root)
    if (write) continue
    const same = found[name].hash === known[name]?.hash
    console.log(`${name}: ${same ? 'the same, bit for bit' : 'OTHER NUMBERS'}`)
    if (!same) process.exitCode = 1
  }
  if (write) await writeFile(file, `${JSON.stringify(found)}\n`)
} finally {
  await rm(root, { recursive: true })
}
