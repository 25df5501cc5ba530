import { open, readFile } from 'node:fs/promises'
import { diskError } from '../../contract/diskError.ts'

/** Name of the curves in a run's folder. */
export const curvesFile = 'curves.jsonl'

/** The losses of every step, one JSON object a line: `{"step":1,"critic":0.5,…}`. */
export class Curves {
  readonly #path: string
  #lines: string[] = []
  #length: number

  /** Goes on after `steps`: what a run wrote after its last checkpoint is dropped. */
  static async open(path: string, steps: number): Promise<Curves> {
    const text = await readFile(path, 'utf8').catch(() => '')
    const kept = text
      .split('\n')
      .filter((line) => line && stepOf(line) <= steps)
      .map((line) => `${line}\n`)
      .join('')
    const curves = new Curves(path, Buffer.byteLength(kept))
    await curves.#append(kept, 0)
    return curves
  }

  private constructor(path: string, length: number) {
    this.#path = path
    this.#length = length
  }

  add(step: number, losses: Readonly<Record<string, number>>): void {
    this.#lines.push(`${JSON.stringify({ step, ...losses })}\n`)
  }

  /** Writes what was added. */
  async flush(): Promise<void> {
    const text = this.#lines.join('')
    this.#lines = []
    await this.#append(text, this.#length)
    this.#length += Buffer.byteLength(text)
  }

  async #append(text: string, at: number): Promise<void> {
    try {
      await using file = await open(this.#path, at === 0 ? 'w' : 'r+')
      await file.write(text, at)
      await file.truncate(at + Buffer.byteLength(text))
    } catch (cause) {
      throw diskError('write', this.#path, cause)
    }
  }
}

/** A line that was cut short by a crash counts as after everything. */
function stepOf(line: string): number {
  try {
    return (JSON.parse(line) as { step: number }).step
  } catch {
    return Number.POSITIVE_INFINITY
  }
}
