import { decode, encode, type FileValue } from './protobuf.ts'

/**
 * A model of pictures [N, C, H, W] whose inputs and outputs may have any height and width, named so. Whether the network
 * computes the same at another size is for the caller to know: convolutions do, a fully connected layer does not.
 */
export function withAnySize(model: Uint8Array): Uint8Array {
  const file = decode(model)!
  // Types in between, which would hold the old size, are not written.
  return encode({
    ...file,
    inputs: file.inputs.map(opened),
    outputs: file.outputs.map(opened),
  })
}

function opened(value: FileValue): FileValue {
  const [batch, channels, ...sides] = value.dims ?? []
  return sides.length === 2 ? { ...value, dims: [batch!, channels!, 'height', 'width'] } : value
}
