import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BLENDING_MODEL, type ModelManifest } from '../../contract/procedures/models.ts'
import * as op from '../../graph/builder.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { compositeOf } from '../../nets/blending.ts'
import { blendingManifest } from './blendingManifest.ts'

/** A blending network that adds `offset`, in the tensor's range, to the object's colours. */
export function offsetNetwork(offset: number): Uint8Array {
  const graph = newGraph()
  const input = graph.input('input', 'float32', [1, 4, 64, 64])
  const [composite, coverage] = compositeOf(input)
  graph.output('output', op.add(composite, op.mul(coverage, offset)))
  return writeOnnx(graph).model
}

export const manifestOf = (model: Uint8Array): ModelManifest =>
  blendingManifest(model, {
    title: { en: 'Offset', 'zh-CN': '偏移' },
    precision: 'single',
    parameters: 1,
    licence: { weights: 'MIT', data: 'none' },
    training: { command: 'none', data: 'none', steps: 1, batch: 1, seconds: 0, machine: 'none' },
    figures: [],
    fineTuning: 'none',
  })

/** A colouring network that gives every picture one chroma, at any size: a* = `a`, b* = `b`. */
export function tintNetwork(a: number, b: number): Uint8Array {
  const graph = newGraph()
  const input = graph.input('input', 'float32', [1, 1, 32, 32])
  const chroma = (value: number) => op.add(op.mul(input, 0), value / 110)
  graph.output('output', op.concat([chroma(a), chroma(b)], 1))
  return writeOnnx(graph).model
}

export const TINT_MODEL = 'translate-tint'

/** Of {@link tintNetwork}. */
export function tintManifestOf(model: Uint8Array): ModelManifest {
  const tensor = { range: [-1, 1] as [number, number], colorSpace: 'lab' as const, size: { multiple: 32 } }
  return {
    ...manifestOf(model),
    id: TINT_MODEL,
    title: { en: 'Tint', 'zh-CN': '着色' },
    task: 'translate',
    translation: { kind: 'color', side: 64 },
    inputs: [{ ...tensor, name: 'input', channels: ['lightness'] }],
    outputs: [{ ...tensor, name: 'output', channels: ['green-red', 'blue-yellow'] }],
  }
}

/** Writes a model's folder into `modelsFolder`. */
export async function installModel(
  modelsFolder: string,
  model: Uint8Array,
  manifest: unknown = manifestOf(model),
  id = BLENDING_MODEL,
): Promise<void> {
  const folder = join(modelsFolder, id)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'generator.onnx'), model)
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest))
}
