import { join } from 'node:path'
import type { ModelManifest } from '../../../electron/contract/model/manifest.ts'
import type { Translation } from '../../../electron/contract/model/translation.ts'
import {
  installModel,
  TINT_MODEL,
  tintManifestOf,
  tintNetwork,
} from '../../../electron/engine/models/model.fixture.ts'
import * as op from '../../../electron/graph/builder.ts'
import { writeOnnx } from '../../../electron/graph/onnx/write.ts'
import { newGraph } from '../../../electron/graph/operators/index.ts'

/** The models of the user's own, of a studio whose home is `folder`. */
const modelsOf = (folder: string) => join(folder, 'data', 'models')

/** Installs a model of the user's own that gives every picture an orange tint: "Tint". */
export async function installTint(folder: string): Promise<void> {
  const model = tintNetwork(20, 30)
  await installModel(modelsOf(folder), model, tintManifestOf(model), TINT_MODEL)
}

/**
 * Installs "Ink": a model of lines, or of what `translation` says, to which white paper is orange and black is blue.
 * Its green follows a noise, so that seeds give variations.
 */
export async function installInk(folder: string, translation: Partial<Translation> = {}): Promise<void> {
  const graph = newGraph()
  const input = graph.input('input', 'float32', [1, 1, 32, 32])
  const noise = graph.input('noise', 'float32', [1, 1, 4, 4])
  const level = op.sub(op.mul(op.reduceMean(noise, [2, 3], true), 2), 1)
  const green = op.add(op.mul(input, 0.2), op.mul(level, 3))
  graph.output('output', op.concat([op.mul(input, 0.9), green, op.mul(input, -0.6)], 1))
  await install(folder, 'translate-ink', { en: 'Ink', 'zh-CN': '墨线' }, writeOnnx(graph).model, 'grey', {
    kind: 'drawing',
    side: 64,
    draws: 'lines',
    noise: [{ name: 'noise', channels: 1, stride: 8 }],
    ...translation,
  } as Translation)
}

/** Installs "Negative": a style whose paintings have the opposite of each colour. */
export async function installNegative(folder: string): Promise<void> {
  const graph = newGraph()
  const input = graph.input('input', 'float32', [1, 3, 32, 32])
  graph.output('output', op.mul(input, -1))
  await install(
    folder,
    'style-negative',
    { en: 'Negative', 'zh-CN': '负片' },
    writeOnnx(graph).model,
    'color',
    {
      kind: 'style',
      side: 64,
      directions: { forward: { en: 'To its negative', 'zh-CN': '转为负片' } },
    },
  )
}

async function install(
  folder: string,
  id: string,
  title: ModelManifest['title'],
  model: Uint8Array,
  sees: 'grey' | 'color',
  translation: Translation,
): Promise<void> {
  const colors = ['red', 'green', 'blue']
  const tensor = { range: [-1, 1], colorSpace: 'srgb', size: { multiple: 32 } }
  const manifest = {
    ...tintManifestOf(model),
    id,
    title,
    translation,
    inputs: [{ ...tensor, name: 'input', channels: sees === 'grey' ? ['grey'] : colors }],
    outputs: [{ ...tensor, name: 'output', channels: colors }],
  }
  await installModel(modelsOf(folder), model, manifest, id)
}
