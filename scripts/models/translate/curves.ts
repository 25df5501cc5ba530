import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'

/*
 * Draws the curves of a training run for a model's card, each in a box of its own with its least and greatest value:
 *
 *   node scripts/run.mjs scripts/models/translate/curves.ts --run DIR --out FILE.png [--only l1,critic,l1HeldOut]
 *
 * What is known of every step is smoothed over a hundredth of the run; the unsmoothed numbers stay in the run's curves.jsonl.
 */

const { values } = parseArgs({
  options: { run: { type: 'string' }, out: { type: 'string' }, only: { type: 'string' } },
})
if (!values.run || !values.out) throw new Error('--run and --out are needed; see the head of this script')

interface Point {
  step: number
  value: number
}

const lines = readFileSync(resolve(values.run, 'curves.jsonl'), 'utf8').trim().split('\n')
const curves = new Map<string, Point[]>()
let last = 1
for (const line of lines) {
  const { step, ...losses } = JSON.parse(line) as Record<string, number>
  last = step!
  for (const [name, value] of Object.entries(losses)) {
    const points = curves.get(name)
    if (points) points.push({ step: step!, value })
    else curves.set(name, [{ step: step!, value }])
  }
}

/** Means of as many neighbours as make a hundredth of the run; curves of few points stay as they are. */
function smoothed(points: readonly Point[]): Point[] {
  const width = Math.floor(points.length / 100)
  if (width < 2) return [...points]
  return Array.from({ length: Math.floor(points.length / width) }, (_, index) => {
    const some = points.slice(index * width, (index + 1) * width)
    return {
      step: some.reduce((sum, { step }) => sum + step, 0) / width,
      value: some.reduce((sum, { value }) => sum + value, 0) / width,
    }
  })
}

const chosen = values.only?.split(',') ?? [...curves.keys()]
const columns = Math.min(3, chosen.length)
const [width, height, left, top, gap] = [230, 130, 12, 24, 16]
const boxes = chosen.map((name, index) => {
  const points = curves.get(name)
  if (!points) throw new Error(`The run has no curve "${name}", but ${[...curves.keys()].join(', ')}.`)
  const shown = smoothed(points)
  const [low, high] = [Math.min, Math.max].map((pick) => pick(...shown.map(({ value }) => value)))
  const x = (step: number) => (width * step) / last
  const y = (value: number) => height - (height * (value - low!)) / (high! - low! || 1)
  const path = shown.map(({ step, value }) => `${x(step).toFixed(1)},${y(value).toFixed(1)}`).join(' ')
  const at = [
    left + (index % columns) * (width + gap),
    top + Math.floor(index / columns) * (height + top + gap),
  ]
  return `<g transform="translate(${at.join(' ')})">
    <text y="-7" font-weight="bold">${name}</text>
    <text x="${width}" y="-7" text-anchor="end">${low!.toPrecision(3)} – ${high!.toPrecision(3)}</text>
    <rect width="${width}" height="${height}" fill="none" stroke="#bbb"/>
    <polyline points="${path}" fill="none" stroke="#1f6feb" stroke-width="1.5"/>
  </g>`
})
const rows = Math.ceil(chosen.length / columns)
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${2 * left + columns * (width + gap) - gap}" height="${rows * (height + top + gap) + top}" font-family="sans-serif" font-size="12" fill="#333">
  <rect width="100%" height="100%" fill="#fff"/>${boxes.join('')}
  <text x="${left}" y="${rows * (height + top + gap) + 12}">steps 1 to ${last}; least and greatest value above each box</text>
</svg>`
await sharp(Buffer.from(svg)).png({ palette: true, colours: 16 }).toFile(resolve(values.out))
process.exit(0)
