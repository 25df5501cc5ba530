import { readFileSync } from 'node:fs'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { Pixels } from '../../contract/pixels.ts'
import type { BakedNetwork } from './bake.ts'

/** A file that scripts/golden/importing.py made. */
export const golden = (name: string): Buffer =>
  readFileSync(new URL(`../../../tests/golden/import/${name}`, import.meta.url))

/** Pixels of every row, and of every column, between those that the script wrote. */
const STEP = 8

/** The picture that the script drew: ramps and a disc. */
export function drawnPicture(side: number): Pixels {
  const data = new Uint8Array(3 * side * side)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const inside = (x - side / 2) ** 2 + (y - side / 2) ** 2 < (side / 4) ** 2
      const ramp = (at: number) => Math.floor((255 * at) / (side - 1))
      data.set([ramp(x), ramp(y), inside ? 192 : 64], 3 * (y * side + x))
    }
  return { width: side, height: side, channels: 3, data }
}

/** By plane, in [-1, 1]. */
export function planesOf({ width, height, data }: Pixels): Float32Array {
  const count = width * height
  return Float32Array.from(
    { length: 3 * count },
    (_, at) => data[3 * (at % count) + Math.floor(at / count)]! / 127.5 - 1,
  )
}

/** The largest difference of planes from what the script wrote of them. */
export function differenceFrom(name: string, planes: ArrayLike<number>, side: number): number {
  const bytes = golden(`${name}.bin`)
  const expected = new Float32Array(new Uint8Array(bytes).buffer)
  const kept = side / STEP
  if (expected.length !== 3 * kept * kept) throw new Error(`${name}.bin holds ${expected.length} numbers`)
  return expected.reduce((worst, value, at) => {
    const [c, y, x] = [Math.floor(at / kept ** 2), Math.floor(at / kept) % kept, at % kept]
    return Math.max(worst, Math.abs(value - planes[c * side * side + STEP * y * side + STEP * x]!))
  }, 0)
}

/** Runs a baked network on planes of a square, its dropout by the numbers of the script's `Drop`. */
export async function runBaked(
  { model, noise }: BakedNetwork,
  planes: Float32Array,
  side: number,
): Promise<Float32Array> {
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1, logSeverityLevel: 3 })
  const feeds = Object.fromEntries(
    noise.map(({ name, channels, stride }) => {
      const shape = [1, channels, side / stride, side / stride]
      const count = channels * (side / stride) ** 2
      const numbers = Float32Array.from({ length: count }, (_, i) => ((i * 7919 + 13) % 1000) / 1000)
      return [name, new Tensor('float32', numbers, shape)]
    }),
  )
  const input = new Tensor('float32', planes, [1, planes.length / side ** 2, side, side])
  const { output } = await session.run({ ...feeds, input })
  await session.release()
  return output!.data as Float32Array
}
