import { encode } from '../../graph/onnx/protobuf.ts'
import { numberOf } from '../../graph/tensor.ts'

/** `copy = tensor`, of any shape. */
export function copyModel(): Uint8Array {
  const value = (name: string) => ({ name, type: numberOf('float32'), dims: null })
  return encode({
    irVersion: 10,
    opsets: [{ domain: '', version: 21 }],
    inputs: [value('tensor')],
    outputs: [value('copy')],
    initialisers: [],
    nodes: [
      {
        name: 'copy',
        operator: 'Identity',
        domain: '',
        inputs: ['tensor'],
        outputs: ['copy'],
        attributes: [],
        captured: [],
        foreign: null,
      },
    ],
  })
}
