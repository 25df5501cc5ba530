import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { defaultTranslateSettings } from '../../../electron/contract/document/index.ts'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { loadModel } from '../../../electron/engine/models/folder.ts'
import { applicationFolder } from '../../../electron/engine/paths.ts'
import { createTranslateHandlers } from '../../../electron/engine/procedures/translate.ts'
import { onProcessor } from '../../../electron/engine/sessions/place.ts'
import { laplacianDistances } from '../../../electron/train/metrics/laplacianPatches.ts'
import { psnr } from '../../../electron/train/metrics/psnr.ts'
import { ssim } from '../../../electron/train/metrics/ssim.ts'
import { measuredPictures } from '../measuredPictures.ts'
import { type Case, filesCase, grayCase, pairingCase } from './cases.ts'
import { colorfulness, disobedience, dotsOf } from './hints.ts'
import { colorSpread, edgeAgreement } from './likeness.ts'
import { drawSheet } from './sheet.ts'

/*
 * Measures a model that was trained on pairs, on pictures that it never saw, against the truth and beside the input as it
 * is, which for a colouring model is grey left grey:
 *
 *   node scripts/run.mjs scripts/models/translate/measure.ts --model ID --data DIR [--beside DIR/ID] [--models DIR] [--max 25] [--all] [--match TEXT] [--pairing NAME] [--dots N] [--sheet FILE]
 *
 * Models are measured by the whole tool, a colouring model at the pictures' own size, a drawing model at the network's: on pairs
 * that its pairing makes of plain pictures, or, without a pairing, of files of equal name in DIR/input and DIR/target. `--pairing files` takes such files for a model with a pairing too.
 *
 * Of drawing models it prints too how far pictures are from the truths as a set, by the sliced Wasserstein distance of patches
 * of Laplacian pyramids, by level, finest first, times 1000: what a picture lacks that is plausible but not the truth; how far
 * mean colours lie apart; and of models of lines, how well edges lie where they were drawn.
 * Pictures whose input is the answer already are left out. Prints a line for each of the folder's own folders and one for all, as JSON. `--beside` measures another model of the
 * same kind too. `--all` measures every picture and not the held-out ones alone: for folders that were never trained on.
 * `--dots N` gives models that take hints so many dots of the truth's colours, off the lines of drawings, and measures how far
 * chroma is from them there.
 * `--match TEXT` takes files whose path holds the text. `--sheet FILE` draws the first 8 by file name: the input, what
 * each model makes of it, the truth.
 */

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    data: { type: 'string' },
    beside: { type: 'string' },
    models: { type: 'string' },
    max: { type: 'string', default: '25' },
    all: { type: 'boolean', default: false },
    match: { type: 'string', default: '' },
    pairing: { type: 'string' },
    dots: { type: 'string', default: '0' },
    sheet: { type: 'string' },
  },
})
if (!values.model || !values.data)
  throw new Error('--model and --data are needed; see the head of this script')
const folder = resolve(values.data)
const modelsFolder = values.models ? resolve(values.models) : join(applicationFolder, 'models')
const context = { signal: new AbortController().signal, emit: () => {} }

const SHOWN = 8

type Translate = (input: Pixels, hints: Pixels | undefined, seed: number) => Promise<Pixels>

function translator(within: string, model: string): Translate {
  const run = createTranslateHandlers({ modelsFolders: [within], place: onProcessor })['translate.run']
  // The engine takes the pixels over.
  const own = (pixels: Pixels): Pixels => ({ ...pixels, data: pixels.data.slice() })
  return async (picture, hints, seed) => {
    const input = { model, picture: own(picture), ...(hints && { hints: own(hints) }) }
    return (await run({ ...input, settings: { ...defaultTranslateSettings, seed } }, context)).pixels
  }
}

const { translation } = (await loadModel(modelsFolder, values.model)).manifest
if (!translation || translation.kind === 'style')
  throw new Error(`${values.model} was not trained on pairs; see measureStyle.ts`)
const models: Record<string, Translate> = { model: translator(modelsFolder, values.model) }
if (values.beside) {
  const beside = resolve(values.beside)
  models.beside = translator(join(beside, '..'), beside.split(/[\\/]/).at(-1)!)
}

const pairs = translation.kind === 'drawing' && (values.pairing ?? translation.pairing ?? 'files')
function caseOf(name: string): Promise<Case> {
  if (!translation || !pairs) return grayCase(folder, name)
  if (pairs === 'files') return filesCase(folder, name, translation.side)
  if (pairs === 'edges' || pairs === 'flat' || pairs === 'low-resolution')
    return pairingCase(pairs, folder, name, translation.side)
  throw new Error(`Pairs of the pairing ${pairs} cannot be shown as two pictures.`)
}

function figuresOf(picture: Pixels, truth: Pixels, hints: Pixels | undefined) {
  let sum = 0
  for (let at = 0; at < truth.data.length; at++) sum += Math.abs(picture.data[at]! - truth.data[at]!)
  return {
    l1: sum / truth.data.length / 255,
    psnr_db: psnr(picture.data, truth.data),
    ssim: ssim(picture, truth),
    colorfulness: colorfulness(picture),
    off_hints: hints ? disobedience(picture, hints) : 0,
  }
}
type Figures = ReturnType<typeof figuresOf>

const measured: { group: string; figures: Record<string, Figures> }[] = []
const shown: Pixels[][] = []
/** Pictures of each kind, to compare as sets. */
const sets: Record<string, Pixels[]> = {}
const listed = pairs === 'files' ? join(folder, 'target') : folder
for (const [group, names] of measuredPictures(listed, { ...values, max: Number(values.max) }))
  for (const name of names) {
    const { input, truth } = await caseOf(name)
    // Nothing to do, and no error to take a logarithm of.
    if (Buffer.compare(input.data, truth.data) === 0) continue
    const lines = translation.kind === 'drawing' && translation.draws === 'lines' ? input : undefined
    const hints = Number(values.dots) > 0 ? dotsOf(truth, Number(values.dots), name, lines) : undefined
    // A colour of its own for each picture, where a model guesses colours.
    const guesses = translation.kind === 'drawing' && translation.guesses !== undefined
    const seed = guesses ? measured.length : defaultTranslateSettings.seed
    const results: Record<string, Pixels> = {}
    for (const [which, translate] of Object.entries(models))
      results[which] = await translate(input, which === 'model' ? hints : undefined, seed)
    const figures = Object.entries({ ...results, input, truth }).map(
      ([which, picture]) => [which, figuresOf(picture, truth, hints)] as const,
    )
    measured.push({ group, figures: Object.fromEntries(figures) })
    for (const [which, picture] of Object.entries({ ...results, input, truth }))
      sets[which] = [...(sets[which] ?? []), picture]
    if (shown.length < SHOWN) shown.push([input, ...Object.values(results), truth])
  }
if (measured.length === 0) throw new Error(`No picture of ${listed} is held out and holds "${values.match}".`)

function summary(group: string, rows: typeof measured) {
  const mean = (of: (row: (typeof measured)[number]) => number, digits: number) =>
    Number((rows.reduce((sum, row) => sum + of(row), 0) / rows.length).toFixed(digits))
  const means = Object.keys(rows[0]!.figures).map((which) => [
    which,
    {
      l1: mean((row) => row.figures[which]!.l1, 4),
      psnr_db: mean((row) => row.figures[which]!.psnr_db, 2),
      ssim: mean((row) => row.figures[which]!.ssim, 4),
      colorfulness: mean((row) => row.figures[which]!.colorfulness, 1),
      ...(Number(values.dots) > 0 && { off_hints: mean((row) => row.figures[which]!.off_hints, 2) }),
    },
  ])
  const better = mean(({ figures }) => (figures.model!.psnr_db > figures.input!.psnr_db ? 1 : 0), 3)
  return { group, pictures: rows.length, ...Object.fromEntries(means), better_psnr: better }
}

for (const group of new Set(measured.map((row) => row.group)))
  console.log(
    JSON.stringify(
      summary(
        group,
        measured.filter((row) => row.group === group),
      ),
    ),
  )
console.log(JSON.stringify(summary('all', measured)))
if (translation.kind === 'drawing') {
  const { truth, ...others } = sets
  const distances = Object.entries(others).map(([which, pictures]) => [
    which,
    laplacianDistances(pictures, truth!).map((distance) => Number(distance.toFixed(1))),
  ])
  const spreads = Object.entries(sets).map(([which, pictures]) => [
    which,
    Number(colorSpread(pictures).toFixed(1)),
  ])
  const mean = (values: readonly number[]) =>
    Number((values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(3))
  const edges = Object.entries(sets)
    .filter(([which]) => translation.draws === 'lines' && which !== 'input')
    .map(([which, pictures]) => [
      which,
      mean(pictures.map((picture, k) => edgeAgreement(picture, sets.input![k]!))),
    ])
  console.log(
    JSON.stringify({
      patches: Object.fromEntries(distances),
      color_spread: Object.fromEntries(spreads),
      edges: Object.fromEntries(edges),
    }),
  )
}
if (values.sheet) await drawSheet(values.sheet, shown)
process.exit(0)
