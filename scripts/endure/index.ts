import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { damage } from './damage.ts'
import { kills } from './kills.ts'
import { reloads } from './reloads.ts'
import type { Trial } from './trial.ts'

/*
 * `npm run endure -- <name> [--count N] [--seed S]`: does to the built studio what must not hurt it, at moments and places
 * drawn at random, and prints what came of it as one JSON object. The same seed draws the same. Ends with 1 when
 * something was hurt.
 */

const trials: Record<string, Trial> = { damage, kills, reloads }

const { values, positionals } = parseArgs({
  options: { count: { type: 'string' }, seed: { type: 'string', default: '1' } },
  allowPositionals: true,
})
const [name = ''] = positionals
const trial = Object.hasOwn(trials, name) ? trials[name] : undefined
if (trial) {
  const folder = mkdtempSync(join(tmpdir(), 'ganvas-endure-'))
  try {
    const count = Number(values.count ?? trial.count)
    const { faults, ...figures } = await trial.run({ folder, count, seed: Number(values.seed) })
    for (const fault of faults) console.error(fault)
    console.log(
      JSON.stringify({ endure: name, seed: Number(values.seed), ...figures, faults: faults.length }),
    )
    process.exitCode = faults.length > 0 ? 1 : 0
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
} else {
  console.error(`There is no trial "${name}". They are: ${Object.keys(trials).join(', ')}.`)
  process.exitCode = 2
}
