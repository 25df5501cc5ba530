import { GanvasError } from '../contract/errors.ts'
import { text } from '../contract/text.ts'

const PAGE = 65536
/** What a 32-bit address reaches. */
const MAX_PAGES = 65536
/** Below lie the words that the threads of a {@link Team} agree by, and a task's arguments. */
const FIRST_BYTE = 4096

/** Bytes of a pixel in a plane: red, green, blue and coverage as f32. */
export const PIXEL_BYTES = 16

/**
 * The one WebAssembly memory of a computation, shared by its threads. A stack: what was allocated after
 * {@link mark} is given back by {@link release}, in one step and without cost.
 */
export class KernelMemory {
  readonly shared: WebAssembly.Memory
  #top = FIRST_BYTE

  constructor(shared: WebAssembly.Memory = createSharedMemory()) {
    this.shared = shared
  }

  /** @throws GanvasError `too-large` beyond 4 GiB, or when the system has no more memory. */
  allocate(bytes: number): number {
    const pointer = this.#top
    const end = pointer + Math.ceil(bytes / 64) * 64
    const missing = Math.ceil(end / PAGE) - this.shared.buffer.byteLength / PAGE
    if (missing > 0) {
      try {
        this.shared.grow(missing)
      } catch (cause) {
        throw new GanvasError(
          'too-large',
          text('sizes.memory', { needed: Math.ceil(end / 2 ** 20), limit: (MAX_PAGES * PAGE) / 2 ** 20 }),
          { bytes: end },
          { cause },
        )
      }
    }
    this.#top = end
    return pointer
  }

  /** A plane of pixels; its content is whatever was there before. */
  allocatePlane(width: number, height: number): number {
    return this.allocate(width * height * PIXEL_BYTES)
  }

  mark(): number {
    return this.#top
  }

  release(mark: number): void {
    this.#top = mark
  }

  /** The bytes ever used: the memory grows and never shrinks. */
  get size(): number {
    return this.shared.buffer.byteLength
  }

  bytes(pointer: number, length: number): Uint8Array {
    return new Uint8Array(this.shared.buffer, pointer, length)
  }

  ints(pointer: number, length: number): Int32Array {
    return new Int32Array(this.shared.buffer, pointer, length)
  }

  floats(pointer: number, length: number): Float32Array {
    return new Float32Array(this.shared.buffer, pointer, length)
  }

  /** Copies a table, or a record of 32-bit fields, into the memory. */
  store(values: Uint8Array | Int32Array | Float32Array | Float64Array | number[]): number {
    const data = Array.isArray(values) ? Int32Array.from(values) : values
    const pointer = this.allocate(data.byteLength)
    this.bytes(pointer, data.byteLength).set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    return pointer
  }
}

/** Reserves the address range; pages are committed as they are first written. */
export function createSharedMemory(): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: 1, maximum: MAX_PAGES, shared: true })
}
