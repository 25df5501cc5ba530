import { GanvasError } from '../contract/errors.ts'
import { KernelMemory } from './memory.ts'

/** The tasks of `kernels/index.ts`, in the order by which threads name them. */
const tasks = [
  'loadRows',
  'warpRows',
  'resampleRows',
  'divergenceRows',
  'dctRows',
  'solveSymbol',
  'solveTridiagonal',
  'composeRows',
  'combineRows',
  'dotRows',
  'guideRows',
  'trustRows',
  'spreadAcross',
  'spreadDown',
  'mergeRows',
  'inkRows',
  'harmonizeRows',
  'prepareRows',
  'coarsenRows',
  'nearRows',
  'bandRows',
  'relaxRows',
  'relaxBand',
  'restrictRows',
  'prolongRows',
] as const
export type Task = (typeof tasks)[number]

export interface TaskArguments {
  ints: readonly number[]
  /** What one thread needs, in bytes. */
  scratchBytes?: number
  floats?: readonly number[]
}

type TaskFunction = (args: number, from: number, to: number) => void
type Kernels = Record<Task, TaskFunction> & { setThread(index: number): void }

/** 32-bit words at the start of the memory that the threads agree by. */
const Word = { epoch: 0, next: 1, items: 2, chunk: 3, working: 4, task: 5, cancelled: 6 } as const
const WORDS = 16
/** Where the arguments of the running task lie: 32-bit integers, then 32-bit floats. */
const ARGUMENTS = 1024

function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory, thread: number): Kernels {
  const kernels = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels
  kernels.setThread(thread)
  return kernels
}

const wordsOf = (memory: WebAssembly.Memory) => new Int32Array(memory.buffer, 0, WORDS)

/** Takes chunks of the running task until none is left, or it is cancelled. */
function work(kernels: Kernels, words: Int32Array): void {
  const items = Atomics.load(words, Word.items)
  const chunk = Atomics.load(words, Word.chunk)
  const task = kernels[tasks[Atomics.load(words, Word.task)]!]
  while (!Atomics.load(words, Word.cancelled)) {
    const from = Atomics.add(words, Word.next, chunk)
    if (from >= items) return
    task(ARGUMENTS, from, Math.min(from + chunk, items))
  }
}

/** The life of a helping thread: `thread` counts from 1. It ends with its worker. */
export function help(module: WebAssembly.Module, memory: WebAssembly.Memory, thread: number): void {
  const kernels = instantiate(module, memory, thread)
  const words = wordsOf(memory)
  let epoch = 0
  for (;;) {
    Atomics.wait(words, Word.epoch, epoch)
    const now = Atomics.load(words, Word.epoch)
    if (now === epoch) continue
    epoch = now
    work(kernels, words)
    if (Atomics.sub(words, Word.working, 1) === 1) Atomics.notify(words, Word.working)
  }
}

/** Asks the computation that uses `memory` to stop; it does so within one chunk of rows. From any thread. */
export function cancel(memory: WebAssembly.Memory): void {
  Atomics.store(wordsOf(memory), Word.cancelled, 1)
}

/** Takes an earlier {@link cancel} back, before the next computation is asked for. */
export function allow(memory: WebAssembly.Memory): void {
  Atomics.store(wordsOf(memory), Word.cancelled, 0)
}

/**
 * The calling thread and its helpers, which run one task at a time over one memory. {@link run} blocks its
 * thread: call it in a worker. With no helpers it needs no other thread.
 */
export class Team {
  readonly memory: KernelMemory
  readonly threads: number
  readonly #kernels: Kernels
  readonly #words: Int32Array

  constructor(module: WebAssembly.Module, memory: KernelMemory = new KernelMemory(), helpers = 0) {
    this.memory = memory
    this.threads = helpers + 1
    this.#kernels = instantiate(module, memory.shared, 0)
    this.#words = wordsOf(memory.shared)
  }

  /** @throws GanvasError `cancelled` */
  checkCancelled(): void {
    if (Atomics.load(this.#words, Word.cancelled))
      throw new GanvasError('cancelled', 'The job was cancelled.')
  }

  /**
   * Runs `task` over `items` and returns when all are done. The kernel's record is `ints`, then, when it needs
   * scratch, where that is and its bytes a thread, then `floats`.
   *
   * @throws GanvasError `cancelled`, or `too-large` when there is no memory for the scratch
   */
  run(task: Task, items: number, { ints, scratchBytes, floats = [] }: TaskArguments): void {
    const mark = this.memory.mark()
    const record = [...ints]
    if (scratchBytes !== undefined)
      record.push(this.memory.allocate(scratchBytes * this.threads), scratchBytes)
    this.memory.ints(ARGUMENTS, record.length).set(record)
    this.memory.floats(ARGUMENTS + 4 * record.length, floats.length).set(floats)
    const words = this.#words
    Atomics.store(words, Word.task, tasks.indexOf(task))
    Atomics.store(words, Word.items, items)
    Atomics.store(words, Word.chunk, Math.max(1, Math.min(64, Math.ceil(items / (4 * this.threads)))))
    Atomics.store(words, Word.next, 0)
    if (this.threads > 1) {
      Atomics.store(words, Word.working, this.threads - 1)
      Atomics.add(words, Word.epoch, 1)
      Atomics.notify(words, Word.epoch)
    }
    work(this.#kernels, words)
    this.#awaitHelpers()
    this.memory.release(mark)
    this.checkCancelled()
  }

  #awaitHelpers(): void {
    if (this.threads === 1) return
    for (;;) {
      const working = Atomics.load(this.#words, Word.working)
      if (working === 0) return
      Atomics.wait(this.#words, Word.working, working)
    }
  }
}
