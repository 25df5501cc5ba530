import { create } from '@bufbuild/protobuf'
import {
  type AttributeProto,
  type NodeProto,
  NodeProtoSchema,
  type TensorProto,
  TensorProto_DataType,
  TensorProtoSchema,
} from 'onnx-buf'
import { bytesOf } from '../tensor.ts'
import { tensorOf } from './protobuf.ts'
import { bfloat16, float16, tensorFromFile } from './types.ts'

/* Records of the file format that take the place of others. */

export const nodeRecord = (
  opType: string,
  input: string[],
  output: string[],
  attribute: AttributeProto[] = [],
): NodeProto => create(NodeProtoSchema, { name: output[0] ?? '', opType, input, output, attribute })

/** A list of whole numbers, or one with the shape `[]`. */
export const int64Record = (name: string, int64Data: bigint[], dims = [int64Data.length]): TensorProto =>
  create(TensorProtoSchema, {
    name,
    dims: dims.map(BigInt),
    dataType: TensorProto_DataType.INT64,
    int64Data,
  })

/** One number in single precision. */
export const floatRecord = (name: string, value: number): TensorProto =>
  create(TensorProtoSchema, { name, dataType: TensorProto_DataType.FLOAT, floatData: [value] })

/** A tensor of half precision in single precision; any other as it is. */
export function singleRecord(proto: TensorProto): TensorProto {
  const record = tensorOf(proto)
  if ((record.type !== float16 && record.type !== bfloat16) || record.external) return proto
  const rawData = bytesOf(tensorFromFile(record, 'the model', () => new Uint8Array()))
  return create(TensorProtoSchema, {
    name: proto.name,
    dims: proto.dims,
    dataType: TensorProto_DataType.FLOAT,
    rawData: rawData as Uint8Array<ArrayBuffer>,
  })
}
