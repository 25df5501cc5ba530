import { decode, encode, type FileValue } from './protobuf.ts'

/**
 * A model of pictures [N, C, H, W] whose inputs and outputs may have any height, width and number of pictures, named so;
 * those of further inputs have names of their own. Whether the network computes the same at another size is for the
 * caller to know: convolutions do, a fully connected layer does not.
 */
export function withAnySize(model: Uint8Array): Uint8Array {
  const file = decode(model)!
  // Types in between, which would hold the old size, are not written.
  return encode({
    ...file,
    inputs: file.inputs.map((input, k) => opened(input, k === 0 ? '' : `${input.name}/`)),
    // What is enlarged has sides of its own.
    outputs: file.outputs.map((output) =>
      opened(output, keepsSize(file.inputs[0], output) ? '' : `${output.name}/`),
    ),
  })
}

const keepsSize = (input: FileValue | undefined, { dims }: FileValue): boolean =>
  [2, 3].every((axis) => input?.dims?.[axis] === dims?.[axis])

function opened(value: FileValue, prefix: string): FileValue {
  const [, channels, ...sides] = value.dims ?? []
  const [batch, height, width] = ['batch', 'height', 'width'].map((name) => prefix + name)
  return sides.length === 2 ? { ...value, dims: [batch!, channels!, height!, width!] } : value
}
