import { create, fromBinary, type MessageShape, toBinary } from '@bufbuild/protobuf'
import { ModelProtoSchema, ValueInfoProtoSchema } from 'onnx-buf'

/* Small changes of a stranger's file that leave everything else in it as it is. */

/** The model with further values among its outputs, of whatever types they are. */
export const withOutputs = (bytes: Uint8Array, names: readonly string[]): Uint8Array =>
  revised(bytes, ({ graph }) => {
    const known = new Set(graph?.output.map(({ name }) => name))
    const added = names.filter((name) => !known.has(name))
    graph?.output.push(...added.map((name) => create(ValueInfoProtoSchema, { name })))
  })

/** The model whose dropouts drop nothing, also where it was exported in training. */
export const withDropoutOff = (bytes: Uint8Array): Uint8Array =>
  revised(bytes, ({ graph }) => {
    for (const node of graph?.node ?? []) if (node.opType === 'Dropout') node.input.splice(2)
  })

function revised(bytes: Uint8Array, change: (model: MessageShape<typeof ModelProtoSchema>) => void) {
  const model = fromBinary(ModelProtoSchema, bytes)
  change(model)
  return toBinary(ModelProtoSchema, model)
}
