import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BLENDING_MODEL } from '../../contract/model/bundled.ts'
import type { ModelManifest } from '../../contract/model/manifest.ts'
import * as op from '../../graph/builder.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { compositeOf } from '../../nets/blending.ts'
import { resnet } from '../../nets/resnet.ts'
import { randomModel } from '../../train/testing/randomModel.fixture.ts'
import { blendingManifest } from '../blend/manifest.ts'

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

/** A manifest for {@link tintNetwork}. */
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

const rgb = {
  range: [-1, 1] as [number, number],
  colorSpace: 'srgb' as const,
  channels: ['red', 'green', 'blue'] as ModelManifest['inputs'][number]['channels'],
}

/** A style of one residual block that was never trained, with the way back of another one. */
export function styleModel(id: string): { files: Record<string, Uint8Array>; manifest: ModelManifest } {
  const network = resnet({ blocks: 1, base: 4 })
  const files = {
    generator: randomModel(network, [3, 32, 32], 1),
    reverse: randomModel(network, [3, 32, 32], 2),
  }
  const tensor = { ...rgb, size: { multiple: 4 } }
  const directions = {
    forward: { en: 'Forward', 'zh-CN': '正向' },
    reverse: { en: 'Reverse', 'zh-CN': '反向' },
  }
  return {
    files,
    manifest: {
      ...manifestOf(files.generator),
      id,
      task: 'translate',
      translation: { kind: 'style', side: 32, directions },
      files: Object.entries(files).map(([role, data]) => fileOf(role as 'generator', data)),
      inputs: [{ ...tensor, name: 'input' }],
      outputs: [{ ...tensor, name: 'output' }],
    },
  }
}

/** A drawing model that gives lines' grey back as a picture, brighter where its noise is high. */
export function drawingModel(id: string): { files: Record<string, Uint8Array>; manifest: ModelManifest } {
  const graph = newGraph()
  const input = graph.input('input', 'float32', [1, 1, 32, 32])
  const noise = graph.input('noise', 'float32', [1, 1, 8, 8])
  const level = op.mul(op.reduceMean(noise), 0.5)
  graph.output('output', op.sub(op.concat([input, input, input], 1), level))
  const files = { generator: writeOnnx(graph).model }
  return {
    files,
    manifest: {
      ...manifestOf(files.generator),
      id,
      task: 'translate',
      translation: {
        kind: 'drawing',
        side: 32,
        draws: 'lines',
        pairing: 'edges',
        noise: [{ name: 'noise', channels: 1, stride: 4 }],
      },
      files: [fileOf('generator', files.generator)],
      inputs: [{ ...rgb, channels: ['grey'], name: 'input', size: { multiple: 16 } }],
      outputs: [{ ...rgb, name: 'output', size: { multiple: 16 } }],
    },
  }
}

const fileOf = (role: 'generator' | 'reverse', data: Uint8Array): ModelManifest['files'][number] => ({
  name: `${role}.onnx`,
  role,
  bytes: data.length,
  sha256: createHash('sha256').update(data).digest('hex'),
  precision: 'single',
})

/** Writes a model of several files into `modelsFolder`. */
export async function installFiles(
  modelsFolder: string,
  { files, manifest }: { files: Record<string, Uint8Array>; manifest: ModelManifest },
): Promise<void> {
  const folder = join(modelsFolder, manifest.id)
  await mkdir(folder, { recursive: true })
  for (const { name, role } of manifest.files) await writeFile(join(folder, name), files[role]!)
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest))
}

/** A font network of two styles: the source as it is, and bolder by a pixel of 128 on both sides. */
export function boldeningNetwork(): Uint8Array {
  const graph = newGraph()
  const input = graph.input('input', 'float32', [1, 1, 128, 128])
  const style = graph.input('style', 'float32', [1, 2])
  const growth = op.matMul(style, op.constant(style, [2, 1], [0, 1 / 16]))
  graph.output('output', op.add(input, op.reshape(growth, [1, 1, 1, 1])))
  return writeOnnx(graph).model
}

export const BOLDENING_MODEL = 'font-bolder'

export const BOLDENING_LETTERS = 'font-bolder-letters'

/** The same for letters; its bold style is good enough. */
export function boldeningLettersOf(model: Uint8Array): ModelManifest {
  const { font, ...manifest } = boldeningManifestOf(model)
  const [{ gate } = { gate: undefined }] = font!.styles
  return {
    ...manifest,
    id: BOLDENING_LETTERS,
    title: { en: 'Bolder letters', 'zh-CN': '加粗字母' },
    font: {
      ...font!,
      script: 'latin',
      references: { characters: 'H', side: 24 },
      styles: font!.styles.map((style) => ({ ...style, gate: gate! })),
    },
  }
}

/** A manifest for {@link boldeningNetwork}, whose bold style no glyph is good enough for. */
export function boldeningManifestOf(model: Uint8Array): ModelManifest {
  const tensor = {
    channels: ['distance' as const],
    range: [-1, 1] as [number, number],
    colorSpace: 'none' as const,
    size: { width: 128, height: 128 },
  }
  const gate = { density: 0, overlap: 0, missing: 1000, added: 1000 }
  const style = (name: string) => ({
    name,
    title: { en: name, 'zh-CN': name },
    font: 'none',
    licence: 'none',
    source: 'none',
    alignment: { scaleX: 1, scaleY: 1, slant: 0, moveX: 0, moveY: 0 },
    offset: 0,
    gate,
    references: '',
  })
  return {
    ...manifestOf(model),
    id: BOLDENING_MODEL,
    title: { en: 'Bolder', 'zh-CN': '加粗' },
    task: 'font',
    font: {
      script: 'han',
      range: 16,
      references: { characters: '一', side: 24 },
      styles: [style('plain'), { ...style('bold'), gate: { ...gate, density: 2 } }],
    },
    inputs: [{ ...tensor, name: 'input' }],
    outputs: [{ ...tensor, name: 'output' }],
  }
}
