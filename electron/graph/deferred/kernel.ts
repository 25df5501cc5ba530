import type { Pass } from '../deferredPass.ts'
import { BLOCK, blockAt, MAX_SCALARS, moduleOf, scalarAt } from './wasm.ts'

const PAGE = 65536

/** A pass, compiled: blocks of the tensors are copied to it, computed and copied back, all of it within the cache. */
export class Kernel {
  readonly #run: (bytes: number) => void
  readonly #scalars: Float32Array
  readonly #read: readonly Float32Array[]
  readonly #written: readonly Float32Array[]

  constructor(pass: Pass) {
    const count = pass.tensors.length + pass.outputs.length
    const memory = new WebAssembly.Memory({ initial: Math.ceil(blockAt(count) / PAGE) })
    const module = new WebAssembly.Module(moduleOf(pass))
    const { run } = new WebAssembly.Instance(module, { env: { memory } }).exports
    const blocks = Array.from({ length: count }, (_, k) => new Float32Array(memory.buffer, blockAt(k), BLOCK))
    this.#run = run as (bytes: number) => void
    this.#scalars = new Float32Array(memory.buffer, scalarAt(0), MAX_SCALARS)
    this.#read = blocks.slice(0, pass.tensors.length)
    this.#written = blocks.slice(pass.tensors.length)
  }

  /** @param outputs may be the memory of the tensors, all of one length */
  run(tensors: readonly Float32Array[], scalars: readonly number[], outputs: readonly Float32Array[]): void {
    this.#scalars.set(scalars)
    const size = outputs[0]!.length
    for (let from = 0; from < size; from += BLOCK) {
      const count = Math.min(BLOCK, size - from)
      for (const [k, block] of this.#read.entries()) block.set(tensors[k]!.subarray(from, from + count))
      this.#run(16 * Math.ceil(count / 4))
      for (const [k, block] of this.#written.entries()) outputs[k]!.set(block.subarray(0, count), from)
    }
  }
}

/** Compiles passes, those of one kind once. */
export class Kernels {
  readonly #known = new Map<string, Kernel>()

  of(pass: Pass): Kernel {
    const { tensors, scalars, instructions, outputs } = pass
    const operands = outputs.map(({ operand }) => operand)
    const kind = JSON.stringify([tensors.length, scalars.length, instructions, operands])
    const kernel = this.#known.get(kind) ?? new Kernel(pass)
    this.#known.set(kind, kernel)
    return kernel
  }
}
