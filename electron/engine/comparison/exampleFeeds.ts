import type { ValueType } from '../../graph/graph.ts'
import { numberToHalf } from '../../graph/onnx/half.ts'
import type { FileValue } from '../../graph/onnx/protobuf.ts'
import type { SessionTensor, SessionTensors } from '../../graph/session.ts'
import { sizeOf } from '../../graph/shapes.ts'
import { elementType, tensor } from '../../graph/tensor.ts'

/** Something for every input of a network to compute: waves from -1 to 1, and of whole numbers ones and zeros. */
export const exampleFeeds = (inputs: readonly (ValueType & { name: string })[]): SessionTensors =>
  Object.fromEntries(
    inputs.map(({ name, dtype, shape }) => {
      const isWhole = !dtype.startsWith('float')
      const numbers = Float64Array.from({ length: sizeOf(shape) }, (_, i) =>
        isWhole ? 1 - (i % 2) : Math.sin(12.9898 * (i + 1)),
      )
      return [name, { data: tensor(dtype as 'float32', shape, numbers).data, shape, type: dtype }]
    }),
  )

/** The same numbers as a file takes them, which may have its inputs in half precision. */
export const fedTo = (inputs: readonly FileValue[], feeds: SessionTensors): SessionTensors =>
  Object.fromEntries(
    Object.entries(feeds).map(([name, fed]) => {
      const type = elementType(inputs.find((input) => input.name === name)?.type ?? 0)
      return [name, type === 'float16' ? inHalf(fed) : fed]
    }),
  )

const inHalf = ({ data, shape }: SessionTensor): SessionTensor => ({
  data: Uint16Array.from(data as Float32Array, numberToHalf),
  shape,
  type: 'float16',
})
