import type { Tensor } from 'onnxruntime-node'
import type { DeviceId } from '../../contract/procedures/app.ts'
import { encode } from '../../graph/onnx/protobuf.ts'
import { type DeviceTensor, LostTensor, type Session } from '../../graph/session.ts'
import { numberOf } from '../../graph/tensor.ts'

/** A tensor that ONNX Runtime holds on a device. */
export class HeldTensor implements DeviceTensor {
  readonly device: DeviceId
  readonly native: Tensor
  readonly #reader: () => Promise<Session>

  /** @param reader opens the session of {@link copyModel} on that device */
  constructor(device: DeviceId, native: Tensor, reader: () => Promise<Session>) {
    this.device = device
    this.native = native
    this.#reader = reader
  }

  get shape(): readonly number[] {
    return this.native.dims
  }

  async read(): Promise<Float32Array> {
    try {
      // `getData()` of such a tensor ends the process (onnxruntime-node 1.30); a run whose output is not kept does not.
      const reader = await this.#reader()
      const { copy } = await reader.run({ tensor: this })
      return copy!.data as Float32Array
    } catch (cause) {
      throw new LostTensor(cause instanceof Error ? cause.message : String(cause), { cause })
    }
  }

  release(): void {
    this.native.dispose()
  }
}

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
