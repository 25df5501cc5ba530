import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Row } from './survey/row.ts'
import { discogan } from './survey/rows/discogan.ts'
import { noise } from './survey/rows/noise.ts'
import { transport } from './survey/rows/transport.ts'

/*
 * Runs the experiments of docs/survey.md, all or those that are named, and prints their table:
 *
 *   node scripts/run.mjs scripts/survey.ts [ROW …] [--share S] [--out FOLDER]
 *
 * Every seed's figures are kept in FOLDER/runs.jsonl, and runs that are there are not repeated. `--share` takes that share
 * of the steps, to see how it goes; such runs are kept apart.
 */

const rows: readonly Row[] = [discogan, noise, transport]

const { values, positionals } = parseArgs({
  options: { share: { type: 'string', default: '1' }, out: { type: 'string', default: 'docs/survey' } },
  allowPositionals: true,
})
const share = Number(values.share)
if (!(share > 0 && share <= 1)) throw new Error(`--share ${values.share} is not above 0 and at most 1`)
const unknown = positionals.find((name) => rows.every((row) => row.name !== name))
if (unknown)
  throw new Error(`There is no row "${unknown}". The rows: ${rows.map(({ name }) => name).join(', ')}`)

interface Run {
  row: string
  seed: number
  share: number
  seconds: number
  figures: Record<string, number>
}

await mkdir(values.out, { recursive: true })
const list = join(values.out, 'runs.jsonl')
const lines = (await readFile(list, 'utf8').catch(() => '')).split('\n').filter(Boolean)
const runs = lines.map((line) => JSON.parse(line) as Run)

console.log(
  '| row | reference | required | figures, mean (least to most) of the seeds | reached |\n|---|---|---|---|---|',
)
for (const row of rows) {
  if (positionals.length > 0 && !positionals.includes(row.name)) continue
  const found: Record<string, number>[] = []
  for (const seed of row.seeds) found.push((await runOf(row, seed)).figures)
  const shown = Object.keys(found[0]!).map(
    (figure) => `${figure} ${spread(found.map((each) => each[figure]!))}`,
  )
  console.log(
    `| ${row.name} | ${row.reference} | ${row.required} | ${shown.join('; ')} | ${row.reached(found) ? 'yes' : 'no'} |`,
  )
}

async function runOf(row: Row, seed: number): Promise<Run> {
  const known = runs.find((run) => run.row === row.name && run.seed === seed && run.share === share)
  if (known) return known
  const began = performance.now()
  const figures = await row.figures(seed, share)
  const seconds = Number(((performance.now() - began) / 1000).toFixed(1))
  const run = { row: row.name, seed, share, seconds, figures }
  await appendFile(list, `${JSON.stringify(run)}\n`)
  return run
}

function spread(values: readonly number[]): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const digits = (value: number) => Number(value.toPrecision(3))
  return `${digits(mean)} (${digits(Math.min(...values))} to ${digits(Math.max(...values))})`
}
