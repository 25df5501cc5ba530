import type { Value } from '../graph/graph.ts'
import { withAnySize } from '../graph/onnx/anySize.ts'
import { readOnnx } from '../graph/onnx/read.ts'
import { simplify } from '../graph/passes/simplify.ts'
import { importedNetwork } from './imported.ts'
import type { Network } from './weights.ts'

/** An input of uniform numbers in [0, 1) beside the picture: [N, channels, H / stride, W / stride]. */
export interface NoiseInput {
  readonly name: string
  readonly channels: number
  readonly stride: number
}

/**
 * A network of pictures in an ONNX file as an architecture, `input` [N, C, H, W] -> `output`. It is read anew for each
 * shape that it is applied to; its weights start as what the file holds, and its noise is drawn for each use.
 *
 * @param file what messages call it
 * @throws as `readOnnx`, when it is applied
 */
export function networkOfFile(model: Uint8Array, file: string, noises: readonly NoiseInput[] = []): Network {
  const open = withAnySize(model)
  const read = new Map<string, Network>()
  const readAt = ({ shape }: Value): Network => {
    const known = read.get(shape.join())
    if (known) return known
    const [batch, , height, width] = shape as [number, number, number, number]
    const ofNoise = noises.map(({ name, channels, stride }) => [
      name,
      [batch, channels, Math.ceil(height / stride), Math.ceil(width / stride)],
    ])
    const dimensions = { input: shape, ...Object.fromEntries(ofNoise) }
    const network = importedNetwork(simplify(readOnnx(open, { file, dimensions })), { name: 'network' })
    read.set(shape.join(), network)
    return network
  }
  return (input, weights) => readAt(input)(input, weights)
}
