import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { withAnySize } from '../../graph/onnx/anySize.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { float32 } from '../../graph/tensor.ts'
import { heNormal } from '../../nets/initialisers.ts'
import { Random } from '../../nets/random.ts'

/**
 * A small random network of the kinds of layers that EfficientNet-Lite0 has, in its place where that is not there: outputs
 * `near` [N, 8, H / 2, W / 2], `far` [N, 12, H / 4, W / 4] and `logits` [N, 5] of pictures [N, 3, H, W] of any size.
 */
export function randomFeatures(seed = 0): Uint8Array {
  const graph = newGraph()
  const conv = (x: Value, name: string, filters: number, kernel: number, stride: number, group = 1) => {
    const shape = [filters, x.shape[1]! / group, kernel, kernel]
    const weight = graph.constant(
      { dtype: 'float32', shape, data: heNormal(shape, new Random(seed, name)) },
      `${name}.weight`,
    )
    const bias = graph.constant(float32(new Array<number>(filters).fill(0.1)), `${name}.bias`)
    return op.conv(x, weight, bias, { strides: [stride, stride], auto_pad: 'SAME_UPPER', group })
  }
  const relu6 = (x: Value) => op.apply('Clip', [x, op.scalar(x, 0), op.scalar(x, 6)])
  const picture = graph.input('picture', 'float32', [1, 3, 32, 32])
  let x = relu6(conv(picture, 'stem', 8, 3, 2))
  x = relu6(conv(x, 'depthwise3', 8, 3, 1, 8))
  graph.output('near', x)
  x = relu6(conv(x, 'expand', 12, 1, 1))
  x = relu6(conv(x, 'depthwise5', 12, 5, 2, 12))
  graph.output('far', conv(x, 'project', 12, 1, 1))
  const pooled = op.apply('Flatten', [op.apply('GlobalAveragePool', [relu6(conv(x, 'head', 5, 1, 1))])], {
    axis: 1,
  })
  graph.output('logits', pooled)
  return withAnySize(writeOnnx(graph).model)
}

/** The same as a file. @returns its path, in a new folder */
export function randomFeaturesFile(seed = 0): string {
  const file = join(mkdtempSync(join(tmpdir(), 'ganvas-features-')), 'features.onnx')
  writeFileSync(file, randomFeatures(seed))
  return file
}
