import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { openOnProcessor } from '../electron/graph/testing/runtime.fixture.ts'
import { recipeNamed } from '../electron/train/games/index.ts'
import { train } from '../electron/train/run/train.ts'

/*
 * Compares objectives on mixtures in the plane: `node scripts/run.mjs scripts/toy.ts [folder] [--seeds N] [--steps N]`. Keeps every run's
 * figures in runs.jsonl, and does not repeat the runs that are there; then draws density.png, the generators of the
 * first seed, and prints the table of docs/objectives.md.
 */

const { values, positionals } = parseArgs({
  options: { seeds: { type: 'string', default: '10' }, steps: { type: 'string', default: '1500' } },
  allowPositionals: true,
})
const seeds = Number(values.seeds)
const steps = Number(values.steps)
const batch = 256
const hidden = 64
const mixtures = ['ring8', 'grid25', 'swissroll'] as const
/** With a rate for each that suits runs as short as these. */
const objectives = { 'non-saturating': 1e-3, 'wasserstein-clip': 5e-4, 'wasserstein-gp': 2e-3 } as const

interface RunFigures {
  data: string
  objective: string
  seed: number
  /** How many modes the mixture has, where it has some. */
  modes?: number
  highQuality?: number
  /** Sliced Wasserstein distance from the mixture. */
  distance: number
  seconds: number
}

const [folder = 'docs/objectives'] = positionals
const list = join(folder, 'runs.jsonl')
await mkdir(folder, { recursive: true })
const lines = (await readFile(list, 'utf8').catch(() => '')).trim().split('\n').filter(Boolean)
const runs = lines.map((line) => JSON.parse(line) as RunFigures)

for (const data of mixtures)
  for (let seed = 0; seed < seeds; seed++)
    for (const objective of Object.keys(objectives) as (keyof typeof objectives)[]) {
      if (runs.some((run) => run.data === data && run.objective === objective && run.seed === seed)) continue
      const run = await trained(data, objective, seed)
      runs.push(run)
      await appendFile(list, `${JSON.stringify(run)}\n`)
      console.error(JSON.stringify(run))
    }
await writeFile(join(folder, 'density.png'), await sheet())
console.log(table())

/** One run from first to last step, on one thread. */
async function trained(data: string, objective: keyof typeof objectives, seed: number): Promise<RunFigures> {
  const out = await mkdtemp(join(tmpdir(), 'ganvas-toy-'))
  const { losses, seconds } = await train({
    recipe: recipeNamed('toy'),
    settings: { data, steps, batch, seed },
    options: { objective, hidden, rate: objectives[objective], constantUntil: 0.5 },
    out,
    resume: false,
    files: { read: async () => null, write: async () => {} },
    open: openOnProcessor(),
    signal: new AbortController().signal,
    sampleEvery: steps,
    onEvent: (event) => {
      if (event.kind === 'sample' && seed === 0) void writeFile(pictureOf(data, objective), event.png)
    },
  })
  await rm(out, { recursive: true })
  const { modes, highQuality, distance } = losses
  return {
    data,
    objective,
    seed,
    ...(modes !== undefined && highQuality !== undefined && { modes, highQuality }),
    distance: distance!,
    seconds: Math.round(seconds * 10) / 10,
  }
}

function pictureOf(data: string, objective: string): string {
  return join(folder, `${data}-${objective}.png`)
}

/** Mixtures in rows, objectives in columns. */
async function sheet(): Promise<Buffer> {
  const [side, gap] = [320, 8]
  const names = Object.keys(objectives)
  const place = (index: number) => gap + index * (side + gap)
  return sharp({
    create: { width: place(names.length), height: place(mixtures.length), channels: 3, background: '#888' },
  })
    .composite(
      mixtures.flatMap((data, row) =>
        names.map((name, column) => ({ input: pictureOf(data, name), left: place(column), top: place(row) })),
      ),
    )
    .png({ palette: true })
    .toBuffer()
}

function table(): string {
  const rows = mixtures.flatMap((data) =>
    Object.keys(objectives).map((objective) => {
      const of = runs.filter((run) => run.data === data && run.objective === objective)
      const spread = (values: (number | undefined)[], digits: number) => spreadOf(values, digits)
      const modes = spread(
        of.map((run) => run.modes),
        1,
      )
      const share = spread(
        of.map((run) => run.highQuality && 100 * run.highQuality),
        1,
      )
      const distance = spread(
        of.map((run) => run.distance),
        3,
      )
      return `| ${data} | ${objective} | ${modes} | ${share} | ${distance} | ${of.length} |`
    }),
  )
  const head = '| mixture | objective | modes | high quality, % | distance | runs |'
  return [head, '|---|---|---|---|---|---|', ...rows].join('\n')
}

/** Mean ± standard error, as PacGAN reports it. */
function spreadOf(values: (number | undefined)[], digits: number): string {
  const known = values.filter((value) => value !== undefined)
  if (known.length === 0) return ''
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length
  const square = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, known.length - 1)
  return `${mean.toFixed(digits)} ± ${Math.sqrt(square / known.length).toFixed(digits)}`
}
