import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import type { FontStyle } from '../../../contract/model/fontModel.ts'
import type { ModelManifest } from '../../../contract/model/manifest.ts'
import { withHalfWeights } from '../../../graph/onnx/half.ts'
import { writeOnnx } from '../../../graph/onnx/write.ts'
import { sizeOf } from '../../../graph/shapes.ts'
import { checkedOptions } from '../../../train/game/recipe.ts'
import { recipeNamed } from '../../../train/games/index.ts'
import { bestFile, checkpointFile, decodeCheckpoint } from '../../../train/run/checkpoint.ts'
import { inferenceGraph } from '../../../train/run/inferenceGraph.ts'
import type { ExaminedLesson, LessonStart } from '../../compute/lessonMessages.ts'
import { readWhole } from '../../disk.ts'
import type { StyleOrder } from './styleOrder.ts'

export interface LearnedModel {
  manifest: ModelManifest
  files: Record<string, Uint8Array>
  /** The name of the new style. */
  style: string
  examined: ExaminedLesson
}

/**
 * The model that it began with, with the network at its best step and one more style.
 *
 * @param examine judges the network, an ONNX file
 */
export async function modelWith(
  order: StyleOrder,
  start: LessonStart,
  run: string,
  examine: (network: Uint8Array) => Promise<ExaminedLesson>,
): Promise<LearnedModel> {
  const { base, as, references, said } = order
  const { network, parameters, step, batch } = await trainedNetwork(run)
  const examined = await examine(network)
  const style = nameOf(as.id, base.manifest.font!.styles)
  const described: FontStyle = {
    name: style,
    title: { en: as.title, 'zh-CN': as.title },
    font: said.references,
    licence: said.licence,
    source: sourceOf(order),
    alignment: start.alignment,
    offset: examined.offset,
    gate: examined.gate,
    ...(examined.bearings && { bearings: examined.bearings }),
    references: Buffer.from(examined.fields).toString('base64'),
  }
  const command = `ganvas font --source FONT --model ${base.manifest.id} --references REFERENCES --chars SET --keep ${as.id} --out FILE`
  const [file] = base.manifest.files
  const on = `${examined.shown.length} references that were not learned from`
  const manifest: ModelManifest = {
    ...base.manifest,
    id: as.id,
    title: { en: as.title, 'zh-CN': as.title },
    font: { ...base.manifest.font!, styles: [...base.manifest.font!.styles, described] },
    files: [
      {
        ...file!,
        bytes: network.length,
        sha256: createHash('sha256').update(network).digest('hex'),
        precision: 'half',
      },
    ],
    parameters,
    licence: {
      weights: `${base.manifest.licence.weights}; the style ${style}: ${said.licence}`,
      data: `${base.manifest.licence.data}; ${said.references}: ${said.licence}`,
    },
    training: {
      command,
      data: `${references.length} glyphs: ${said.references}; begun with ${base.manifest.id}`,
      steps: step,
      batch,
      machine: machine(),
    },
    figures: [
      figure('intersection over union of the nearest mixture, without learning', examined.overlapBefore),
      figure('intersection over union', examined.overlapAfter),
    ],
    fineTuning: command,
  }
  function figure(name: string, value: number) {
    return { name: `${style}: ${name}`, value: Math.round(1000 * value) / 1000, on, command }
  }
  const card = Buffer.from(cardOf(manifest, order, examined))
  return { manifest, files: { [file!.name]: network, 'CARD.md': card }, style, examined }
}

/** The network of the run's best checkpoint, in half precision. */
async function trainedNetwork(run: string) {
  const best = join(run, bestFile)
  const path = (await stat(best).catch(() => null)) ? best : join(run, checkpointFile)
  const { recipe: name, settings, options, tensors, position } = decodeCheckpoint(await readWhole(path), path)
  const recipe = recipeNamed(name)
  const chosen = checkedOptions(recipe, options)
  const { products } = await recipe.prepare(settings, chosen, await recipe.open(settings, chosen))
  const graph = inferenceGraph(products.generator!, (tensor) => tensors.get(tensor))
  return {
    network: withHalfWeights(writeOnnx(graph).model),
    parameters: graph.constants.reduce((sum, { shape }) => sum + sizeOf(shape), 0),
    step: position.step,
    batch: settings.batch,
  }
}

/** The style is called as the model is, or nearly so where the model that it began with has such a style. */
function nameOf(id: string, styles: readonly FontStyle[]): string {
  const name = id.slice(0, 36)
  const taken = (candidate: string) => styles.some((style) => style.name === candidate)
  let [number, candidate] = [2, name]
  while (taken(candidate)) candidate = `${name}-${number++}`
  return candidate
}

const sourceOf = ({ source }: StyleOrder): string => source.path.split(/[\\/]/).at(-1)!

const machine = () => `${cpus().length} x ${cpus()[0]?.model ?? 'processor'}`

function cardOf(
  { id, title, font, licence, training }: ModelManifest,
  { base, references }: StyleOrder,
  { overlapBefore, overlapAfter, shown }: ExaminedLesson,
): string {
  return `# ${id}

${title.en}: a style that was learned from ${references.length} glyphs (${font!.styles.at(-1)!.font}), beside the styles of
${base.manifest.id}, which it can be mixed with.

Intersection over union on ${shown.length} references that were not learned from: ${overlapBefore.toFixed(3)} of the nearest
mixture, ${overlapAfter.toFixed(3)} once it was learned. ${training.steps} steps of ${training.batch} glyphs.

Licence of the weights: ${licence.weights}.
`
}
