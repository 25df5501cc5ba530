import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import * as op from '../../../electron/graph/builder.ts'
import type { Value } from '../../../electron/graph/graph.ts'
import { writeOnnx } from '../../../electron/graph/onnx/write.ts'
import { newGraph } from '../../../electron/graph/operators/index.ts'
import { simplify } from '../../../electron/graph/passes/simplify.ts'
import { openOnProcessor } from '../../../electron/graph/testing/runtime.fixture.ts'
import { heNormal } from '../../../electron/nets/initialisers.ts'
import { resized } from '../../../electron/nets/layers.ts'
import { Random } from '../../../electron/nets/random.ts'
import { isHeldOut } from '../../../electron/train/data/heldOut.ts'
import { Given } from '../../../electron/train/given/given.ts'
import type { FeatureRows } from '../../../electron/train/metrics/featureDistances.ts'

/* Pictures of a generator of Sketch and of its data, and how networks see them. */

/** A square picture, RGB, and the number of its class. */
export interface Seen {
  pixels: Pixels
  of: number
  file?: string
}

const BATCH = 32

/** Pictures of a folder for each class, mirrored ones left out, in the order of their names. */
export async function picturesOf(
  folder: string,
  classes: readonly string[],
  heldOut: boolean,
): Promise<Seen[]> {
  const files = classes.flatMap((name, of) =>
    readdirSync(join(folder, name))
      .filter((file) => !file.includes('@') && isHeldOut(file) === heldOut)
      .sort()
      .map((file) => ({ file: join(folder, name, file), of })),
  )
  return Promise.all(
    files.map(async ({ file, of }) => {
      const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true })
      return { file, of, pixels: { width: info.width, height: info.height, channels: 3 as const, data } }
    }),
  )
}

/** [N, 3, side, side] in [-1, 1]. */
export function tensorOf(pictures: readonly Pixels[]): { shape: number[]; data: Float32Array } {
  const { width, height } = pictures[0]!
  const plane = width * height
  const data = new Float32Array(pictures.length * 3 * plane)
  for (const [n, picture] of pictures.entries())
    for (let i = 0; i < plane; i++)
      for (let c = 0; c < 3; c++) data[(3 * n + c) * plane + i] = picture.data[3 * i + c]! / 127.5 - 1
  return { shape: [pictures.length, 3, height, width], data }
}

/** What a network makes of pictures: [N, 3, side, side] -> [N, dimensions]. */
type Looks = (pictures: Value) => Value

/** Rows of features, many pictures at a time. */
export async function look(pictures: readonly Pixels[], looks: Looks): Promise<FeatureRows> {
  const { width, height } = pictures[0]!
  const graph = newGraph()
  const found = looks(graph.input('pictures', 'float32', [BATCH, 3, height, width]))
  graph.output('features', found)
  const dimensions = found.shape[1]!
  const session = await openOnProcessor()(writeOnnx(simplify(graph)).model)
  const rows = new Float32Array(pictures.length * dimensions)
  for (let from = 0; from < pictures.length; from += BATCH) {
    const part = pictures.slice(from, from + BATCH)
    const full = Array.from({ length: BATCH }, (_, k) => part[k] ?? part[0]!)
    const { features } = await session.run({ pictures: tensorOf(full) })
    rows.set((features!.data as Float32Array).subarray(0, part.length * dimensions), from * dimensions)
  }
  await session.release()
  return { rows, dimensions }
}

/**
 * A network that was never trained, nor seen by what is measured: three convolutions of random weights, and of each the mean and
 * the deviation of its channels over the picture.
 */
export const untrained: Looks = (pictures) => {
  let x = pictures
  const parts: Value[] = []
  for (const [k, filters] of [16, 32, 48].entries()) {
    const shape = [filters, x.shape[1]!, 4, 4]
    const data = heNormal(shape, new Random(5, `measuring ${k}`))
    const weight = x.graph.constant({ dtype: 'float32', shape, data }, `measuring/${k}`)
    x = op.leakyRelu(op.conv(x, weight, null, { strides: [2, 2], pads: [1, 1, 1, 1] }), 0.2)
    const mean = op.reduceMean(x, [2, 3])
    const variance = op.reduceMean(op.square(op.sub(x, mean)), [2, 3])
    for (const part of [mean, op.sqrt(op.add(variance, 1e-8))])
      parts.push(op.reshape(part, [x.shape[0]!, filters]))
  }
  return op.concat(parts, 1)
}

/** The network that the loss looked through, which judges what it trained too well: means of one of its layers. */
export async function biased(file: string, side: number, layer = 'block10'): Promise<Looks> {
  const given = await Given.open('features', file, [layer], [3, side, side])
  return (pictures) => {
    const [features] = given.of(resized(pictures, [side, side]))
    return op.reshape(op.reduceMean(features!, [2, 3]), features!.shape.slice(0, 2))
  }
}
