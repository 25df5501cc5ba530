import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { type Run, tableOf } from './survey/page.ts'
import type { Row } from './survey/row.ts'
import { rows } from './survey/rows/index.ts'

/*
 * Runs the experiments of docs/survey.md, all or those that are named:
 *
 *   node scripts/run.mjs scripts/survey.ts [ROW …] [--seeds 0,1] [--share S] [--out FOLDER]
 *   node scripts/run.mjs scripts/survey.ts --page      writes the table of docs/survey.md of what was run
 *
 * Every seed's figures are kept in FOLDER/runs.jsonl, docs/survey if not said otherwise, and runs that are there are not repeated;
 * the last picture of the first seed goes beside. `--share` takes that share of the steps, to see how it goes; such runs are kept
 * apart, and leave no picture.
 */

const { values, positionals } = parseArgs({
  options: {
    share: { type: 'string', default: '1' },
    seeds: { type: 'string' },
    out: { type: 'string', default: 'docs/survey' },
    page: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})
const share = Number(values.share)
if (!(share > 0 && share <= 1)) throw new Error(`--share ${values.share} is not above 0 and at most 1`)
const unknown = positionals.find((name) => rows.every((row) => row.name !== name))
if (unknown)
  throw new Error(`There is no row "${unknown}". The rows: ${rows.map(({ name }) => name).join(', ')}`)

await mkdir(values.out, { recursive: true })
const list = join(values.out, 'runs.jsonl')
const lines = (await readFile(list, 'utf8').catch(() => '')).split('\n').filter(Boolean)
const runs = lines.map((line) => JSON.parse(line) as Run)

if (values.page) await writePage()
else
  for (const row of rows) {
    if (positionals.length > 0 && !positionals.includes(row.name)) continue
    for (const seed of values.seeds?.split(',').map(Number) ?? row.seeds) await runOnce(row, seed)
  }

async function runOnce(row: Row, seed: number): Promise<void> {
  const known = runs.find((run) => run.row === row.name && run.seed === seed && run.share === share)
  if (known) return
  const began = performance.now()
  let picture: Uint8Array | null = null
  const figures = await row.figures(seed, share, (png) => {
    picture = png
  })
  const seconds = Number(((performance.now() - began) / 1000).toFixed(1))
  const run: Run = { row: row.name, seed, share, seconds, figures }
  await appendFile(list, `${JSON.stringify(run)}\n`)
  console.log(JSON.stringify(run))
  if (picture && share === 1 && seed === row.seeds[0])
    await sharp(picture)
      .png({ palette: true })
      .toFile(join(values.out, `${row.name}.png`))
}

/** Puts the table in place of the one that is there. */
async function writePage(): Promise<void> {
  const path = 'docs/survey.md'
  const [before, rest] = (await readFile(path, 'utf8')).split('<!-- table -->\n') as [string, string]
  const after = rest.slice(rest.indexOf('<!-- end -->'))
  const table = await tableOf(
    rows,
    runs.filter((run) => run.share === 1),
    values.out,
  )
  await writeFile(path, `${before}<!-- table -->\n${table}${after}`)
}
