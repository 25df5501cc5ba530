/*
 * The part of Python's pickle format (protocol 2) that PyTorch writes tensors with. Nothing is executed: a pickle may
 * name only the functions that the reader is given, and anything else is an error.
 */

/** A class or function that a pickle names: `module name`. */
export class Global {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

export interface Meaning {
  /** What calling a named function gives. */
  call(name: string, args: readonly unknown[]): unknown
  /** What stands for an object that lies outside the pickle. */
  persistent(id: readonly unknown[]): unknown
}

type Maker = (machine: Machine) => void

class Machine {
  readonly stack: unknown[] = []
  readonly memo = new Map<number, unknown>()
  readonly bytes: Buffer
  readonly meaning: Meaning
  at: number
  readonly #marks: number[] = []

  constructor(bytes: Buffer, at: number, meaning: Meaning) {
    this.bytes = bytes
    this.at = at
    this.meaning = meaning
  }

  /** The offset of the next `count` bytes, which are then read. */
  skip(count: number): number {
    this.at += count
    return this.at - count
  }

  text(length: number): string {
    const from = this.skip(length)
    return this.bytes.toString('utf8', from, from + length)
  }

  line(): string {
    const text = this.bytes.toString('utf8', this.at, this.bytes.indexOf(10, this.at))
    this.skip(text.length + 1)
    return text
  }

  mark(): void {
    this.#marks.push(this.stack.length)
  }

  /** Everything above the last mark. */
  marked(): unknown[] {
    return this.stack.splice(this.#marks.pop()!)
  }

  get top(): unknown {
    return this.stack.at(-1)
  }
}

const tupleOf =
  (count: number): Maker =>
  (m) =>
    m.stack.push(m.stack.splice(m.stack.length - count))
const push =
  (make: (m: Machine) => unknown): Maker =>
  (m) =>
    m.stack.push(make(m))

function setItems(m: Machine, items: readonly unknown[]): void {
  const map = m.top as Map<unknown, unknown>
  for (let k = 0; k < items.length; k += 2) map.set(items[k], items[k + 1])
}

/** By code. */
const makers: Readonly<Record<number, Maker>> = {
  128: (m) => m.skip(1),
  125: push(() => new Map()),
  93: push(() => []),
  41: push(() => []),
  78: push(() => null),
  136: push(() => true),
  137: push(() => false),
  40: (m) => m.mark(),
  88: push((m) => m.text(m.bytes.readUInt32LE(m.skip(4)))),
  75: push((m) => m.bytes.readUInt8(m.skip(1))),
  77: push((m) => m.bytes.readUInt16LE(m.skip(2))),
  74: push((m) => m.bytes.readInt32LE(m.skip(4))),
  138: push((m) => {
    const length = m.bytes.readUInt8(m.skip(1))
    return `0x${m.bytes.subarray(m.skip(length), m.at).reverse().toString('hex')}`
  }),
  113: (m) => m.memo.set(m.bytes.readUInt8(m.skip(1)), m.top),
  114: (m) => m.memo.set(m.bytes.readUInt32LE(m.skip(4)), m.top),
  104: push((m) => m.memo.get(m.bytes.readUInt8(m.skip(1)))),
  106: push((m) => m.memo.get(m.bytes.readUInt32LE(m.skip(4)))),
  99: push((m) => new Global(`${m.line()} ${m.line()}`)),
  82: (m) => {
    const [made, args] = m.stack.splice(-2) as [unknown, unknown[]]
    if (!(made instanceof Global)) throw new Error('The pickle calls something that it did not name.')
    m.stack.push(m.meaning.call(made.name, args))
  },
  81: push((m) => m.meaning.persistent(m.stack.pop() as unknown[])),
  133: tupleOf(1),
  134: tupleOf(2),
  135: tupleOf(3),
  116: push((m) => m.marked()),
  115: (m) => setItems(m, m.stack.splice(-2)),
  117: (m) => setItems(m, m.marked()),
  97: (m) => {
    const item = m.stack.pop()
    ;(m.top as unknown[]).push(item)
  },
  101: (m) => {
    const items = m.marked()
    ;(m.top as unknown[]).push(...items)
  },
  // Attributes of an object, such as the version that a dictionary of weights notes: nothing that is needed.
  98: (m) => m.stack.pop(),
}

/** Ends a pickle; its value is what is left. */
const STOP = 0x2e

/**
 * Reads one pickle.
 *
 * @param start of the pickle in `bytes`
 * @returns its value, with a Map for a dictionary and an array for a tuple, and where it ends
 * @throws Error naming the place of an instruction that tensors do not need
 */
export function unpickle(bytes: Buffer, start: number, meaning: Meaning): { value: unknown; end: number } {
  const machine = new Machine(bytes, start, meaning)
  for (;;) {
    const code = bytes[machine.skip(1)]
    if (code === STOP) return { value: machine.stack.pop(), end: machine.at }
    const make = code === undefined ? undefined : makers[code]
    if (!make)
      throw new Error(
        `The pickle has the instruction ${code} at byte ${machine.at - 1}, which tensors do not need.`,
      )
    make(machine)
  }
}
