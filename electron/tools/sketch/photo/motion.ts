import { type ColorChange, changed, colorChange, noChange } from './colorChange.ts'
import { type Frame, type Motion, noMotion, planesOf, resized, warped } from './frames.ts'

/** The shorter side of the smallest level. */
const SMALLEST = 12
/** How often a level is warped anew, and how often its equations are gone through. */
const WARPS = 4
const SWEEPS = 40
/** Weight of smoothness against colours, whose range is 1. */
const SMOOTH = 3e-3
/** Sides of a picture that a window of colours has, from the first look, which sees colour alone, to the last. */
const WINDOWS = [0.5, 0.2, 0.12]

/** How one frame came of the one before it. */
export interface Step {
  readonly motion: Motion
  readonly change: ColorChange
}

/**
 * Dense motion and affine change of colours between two successive frames: to(x) = change(x) from(x + motion(x)). By turns, colours by least
 * squares in windows, and motion by Horn and Schunck's equations (1981), from coarse to fine (Zhu et al. 2016, section 4.3).
 */
export function stepBetween(from: Frame, to: Frame): Step {
  const { width, height } = from
  let motion = noMotion(width * height)
  let change = noChange(width * height)
  for (const window of WINDOWS) {
    change = colorChange(moved(from, motion), to, Math.max(1, Math.round(window * Math.min(width, height))))
    // Colours at the places that they come from, so that motion is looked for between pictures of like colours.
    motion = motionBetween(changed(from, backwards(change, motion, width, height)), to, motion)
  }
  const last = Math.max(1, Math.round(WINDOWS.at(-1)! * Math.min(width, height)))
  return { motion, change: colorChange(moved(from, motion), to, last) }
}

function moved({ width, height, data }: Frame, motion: Motion): Frame {
  const planes = warped(planesOf({ width, height, data }), width, height, motion)
  const result = new Float32Array(data.length)
  for (const [c, plane] of planes.entries()) result.set(plane, c * plane.length)
  return { width, height, data: result }
}

/** What is known at the places of the later frame, at those of the earlier: nearly, since steps are small. */
function backwards(change: ColorChange, { x, y }: Motion, width: number, height: number): ColorChange {
  return warped(change, width, height, { x: x.map((value) => -value), y: y.map((value) => -value) })
}

/** Motion between two frames of like colours. @param start where it is looked for first */
export function motionBetween(
  from: Frame,
  to: Frame,
  start: Motion = noMotion(from.width * from.height),
): Motion {
  const levels = [{ width: from.width, height: from.height }]
  for (let last = levels[0]!; Math.min(last.width, last.height) >= 2 * SMALLEST; last = levels.at(-1)!)
    levels.push({ width: Math.round(last.width / 2), height: Math.round(last.height / 2) })
  const at = (frame: Frame, size: { width: number; height: number }) =>
    planesOf(frame).map((plane) => resized(plane, frame, size))
  let size = levels[0]!
  let motion = start
  for (const level of levels.reverse()) {
    motion = scaled(motion, size, level)
    size = level
    refine(at(from, level), at(to, level), level, motion)
  }
  return motion
}

function scaled(
  { x, y }: Motion,
  from: { width: number; height: number },
  to: { width: number; height: number },
): Motion {
  const along = (plane: Float32Array, scale: number) => resized(plane, from, to).map((value) => value * scale)
  return { x: along(x, to.width / from.width), y: along(y, to.height / from.height) }
}

/** Improves a motion at one level, in place. */
function refine(
  from: readonly Float32Array[],
  to: readonly Float32Array[],
  { width, height }: { width: number; height: number },
  motion: Motion,
): void {
  const count = width * height
  const [xx, xy, yy, xr, yr] = Array.from({ length: 5 }, () => new Float32Array(count)) as Five
  for (let warp = 0; warp < WARPS; warp++) {
    const seen = warped(from, width, height, motion)
    for (const sums of [xx, xy, yy, xr, yr]) sums.fill(0)
    for (const [c, plane] of seen.entries())
      for (let i = 0, row = 0; row < height; row++)
        for (let column = 0; column < width; column++, i++) {
          const left = column > 0 ? i - 1 : i
          const right = column < width - 1 ? i + 1 : i
          const up = row > 0 ? i - width : i
          const down = row < height - 1 ? i + width : i
          const goal = to[c]!
          // Of both pictures, so that neither's noise alone steers.
          const gx = (plane[right]! - plane[left]! + goal[right]! - goal[left]!) / 4
          const gy = (plane[down]! - plane[up]! + goal[down]! - goal[up]!) / 4
          const rest = plane[i]! - goal[i]!
          xx[i]! += gx * gx
          xy[i]! += gx * gy
          yy[i]! += gy * gy
          xr[i]! += gx * rest
          yr[i]! += gy * rest
        }
    solve([xx, xy, yy, xr, yr], { x: motion.x.slice(), y: motion.y.slice() }, motion, width, height)
  }
}

type Five = [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array]

/** Gauss and Seidel's sweeps over the equations of data and smoothness. @param about where they were linearised */
function solve(
  [xx, xy, yy, xr, yr]: Five,
  about: Motion,
  motion: Motion,
  width: number,
  height: number,
): void {
  const { x, y } = motion
  for (let sweep = 0; sweep < SWEEPS; sweep++)
    for (let i = 0, row = 0; row < height; row++)
      for (let column = 0; column < width; column++, i++) {
        const left = column > 0 ? i - 1 : i
        const right = column < width - 1 ? i + 1 : i
        const up = row > 0 ? i - width : i
        const down = row < height - 1 ? i + width : i
        const mx = (x[left]! + x[right]! + x[up]! + x[down]!) / 4
        const my = (y[left]! + y[right]! + y[up]! + y[down]!) / 4
        const [dx, dy] = [mx - about.x[i]!, my - about.y[i]!]
        const rx = xx[i]! * dx + xy[i]! * dy + xr[i]!
        const ry = xy[i]! * dx + yy[i]! * dy + yr[i]!
        const [a, b, d] = [SMOOTH + xx[i]!, xy[i]!, SMOOTH + yy[i]!]
        const scale = 1 / (a * d - b * b)
        x[i] = mx - scale * (d * rx - b * ry)
        y[i] = my - scale * (a * ry - b * rx)
      }
}
