import { create, toBinary } from '@bufbuild/protobuf'
import {
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  OperatorSetIdProtoSchema,
  TensorProto_DataType,
  TensorShapeProto_DimensionSchema,
  TensorShapeProtoSchema,
  TypeProto_TensorSchema,
  TypeProtoSchema,
  ValueInfoProtoSchema,
} from 'onnx-buf'

/** Side of the square matrices of {@link probeModel}. */
export const PROBE_SIDE = 16

/** The smallest model that makes a device compute: `y = a b`, as the bytes of an `.onnx` file. */
export function probeModel(): Uint8Array {
  const dimension = () =>
    create(TensorShapeProto_DimensionSchema, { value: { case: 'dimValue', value: BigInt(PROBE_SIDE) } })
  const matrix = (name: string) =>
    create(ValueInfoProtoSchema, {
      name,
      type: create(TypeProtoSchema, {
        value: {
          case: 'tensorType',
          value: create(TypeProto_TensorSchema, {
            elemType: TensorProto_DataType.FLOAT,
            shape: create(TensorShapeProtoSchema, { dim: [dimension(), dimension()] }),
          }),
        },
      }),
    })
  return toBinary(
    ModelProtoSchema,
    create(ModelProtoSchema, {
      irVersion: 10n,
      opsetImport: [create(OperatorSetIdProtoSchema, { domain: '', version: 17n })],
      graph: create(GraphProtoSchema, {
        name: 'probe',
        node: [create(NodeProtoSchema, { opType: 'MatMul', input: ['a', 'b'], output: ['y'] })],
        input: [matrix('a'), matrix('b')],
        output: [matrix('y')],
      }),
    }),
  )
}
