import type { Tensor } from 'onnxruntime-node'
import type { DeviceId } from '../../contract/procedures/app.ts'
import { type DeviceTensor, LostTensor, type Session } from '../../graph/session.ts'

/** A tensor that ONNX Runtime holds on a device. */
export class HeldTensor implements DeviceTensor {
  readonly device: DeviceId
  readonly native: Tensor
  readonly #reader: () => Promise<Session>

  /** @param reader opens the session of `copyModel` on that device */
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
