import { type KernelMemory, PIXEL_BYTES } from './memory.ts'
import { type Filter, resamplingTaps } from './taps.ts'
import type { Team } from './team.ts'

export interface Size {
  width: number
  height: number
}

/** Pixels of four floats in the kernels' memory: red, green, blue in [0, 1], and coverage. */
export interface Plane extends Size {
  pointer: number
}

/** 8-bit pixels in the kernels' memory. */
export interface Bytes extends Size {
  pointer: number
  channels: number
}

export function allocatePlane(memory: KernelMemory, { width, height }: Size): Plane {
  return { pointer: memory.allocatePlane(width, height), width, height }
}

/** Copies pixels into the kernels' memory. */
export function storeBytes(
  memory: KernelMemory,
  pixels: Size & { channels: number; data: Uint8Array },
): Bytes {
  const { width, height, channels, data } = pixels
  // Kernels read pixels of 3 bytes as 4.
  const pointer = memory.allocate(data.length + 4)
  memory.bytes(pointer, data.length).set(data)
  return { pointer, width, height, channels }
}

/** Bytes to floats. With `coverage`, colours are premultiplied by alpha and mask; without, both are ignored. */
export function loadPlane(
  team: Team,
  bytes: Bytes,
  out: Plane,
  coverage: { mask: Bytes | null; maskScale: number } | null,
): void {
  team.run('loadRows', bytes.height, {
    ints: [
      bytes.pointer,
      bytes.channels,
      bytes.width,
      coverage?.mask?.pointer ?? 0,
      coverage ? 1 : 0,
      out.pointer,
    ],
    floats: [coverage?.maskScale ?? 0],
  })
}

/** A resampling between two sizes, its tables laid out in the kernels' memory. */
export interface Resampling {
  from: Size
  to: Size
  fields: readonly number[]
}

export function planResampling(
  memory: KernelMemory,
  from: Size,
  to: Size,
  filterX: Filter,
  filterY = filterX,
): Resampling {
  const x = resamplingTaps(from.width, to.width, filterX)
  const y = resamplingTaps(from.height, to.height, filterY)
  const fields = [
    from.width,
    to.width,
    memory.store(x.starts),
    memory.store(x.weights),
    x.count,
    memory.store(y.starts),
    memory.store(y.weights),
    y.count,
  ]
  return { from, to, fields }
}

/** Rows of a resampling's result, from `first` on, as a resampling of their own. */
export function rowsOf(plan: Resampling, first: number, rows: number): Resampling {
  const [fromWidth, toWidth, startsX, weightsX, tapsX, startsY, weightsY, tapsY] = plan.fields as Fields
  const down = [startsY + 4 * first, weightsY + 4 * first * tapsY, tapsY]
  const fields = [fromWidth, toWidth, startsX, weightsX, tapsX, ...down]
  return { from: plan.from, to: { width: toWidth, height: rows }, fields }
}

/** A plane seen through a resampling: what kernels that resample on the fly take. */
export interface Resampled {
  record: number
  scratchBytes: number
}

export function resampled(memory: KernelMemory, plan: Resampling, source: Plane): Resampled {
  return {
    record: memory.store([source.pointer, ...plan.fields]),
    scratchBytes: (plan.from.width + plan.to.width) * PIXEL_BYTES,
  }
}

/** Whole pixels: `right` and `bottom` are one past the last. */
export interface Bounds {
  left: number
  top: number
  right: number
  bottom: number
}

const all = ({ width, height }: Size): Bounds => ({ left: 0, top: 0, right: width, bottom: height })

/** Resamples `source` to `out`, and adds `add` when given; `add` may be `out`. */
export function resample(
  team: Team,
  plan: Resampling,
  source: Plane,
  out: Plane,
  add: Plane | null = null,
): void {
  runResampling(team, plan, source, out, add, all(out))
}

/** Resamples a plane that is zero outside `bounds`. @returns the bounds outside which `out` is zero. */
export function resampleWithin(
  team: Team,
  plan: Resampling,
  source: Plane,
  bounds: Bounds,
  out: Plane,
): Bounds {
  const [, , startsX, , tapsX, startsY, , tapsY] = plan.fields as Fields
  const [left, right] = reached(team.memory.ints(startsX, out.width), tapsX, bounds.left, bounds.right)
  const [top, bottom] = reached(team.memory.ints(startsY, out.height), tapsY, bounds.top, bounds.bottom)
  const seen = { left, top, right, bottom }
  runResampling(team, plan, source, out, null, seen)
  return seen
}

type Fields = [number, number, number, number, number, number, number, number]

/** The output pixels whose taps reach into [from, to): the first one, and one past the last. */
function reached(starts: Int32Array, taps: number, from: number, to: number): [number, number] {
  const first = starts.findIndex((start) => start + taps > from)
  const end = starts.findIndex((start) => start >= to)
  return [first < 0 ? starts.length : first, end < 0 ? starts.length : end]
}

function runResampling(
  team: Team,
  plan: Resampling,
  source: Plane,
  out: Plane,
  add: Plane | null,
  { left, top, right, bottom }: Bounds,
): void {
  const { record, scratchBytes } = resampled(team.memory, plan, source)
  team.run('resampleRows', out.height, {
    ints: [record, out.pointer, add?.pointer ?? 0, left, top, right, bottom],
    scratchBytes,
  })
}
