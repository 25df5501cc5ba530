import { changed, colorChange } from './colorChange.ts'
import { type Frame, type Motion, moved, noMotion, planesOf, resized, warped } from './frames.ts'

/** The shorter side of the smallest level. */
const SMALLEST = 12
/** How often a level is warped anew, and how often its equations are gone through. */
const WARPS = 4
const SWEEPS = 40
/** Weight of smoothness against colours, whose range is 1: what a generator draws flickers between frames, which is no motion. */
const SMOOTH = 8e-3
/** Rounds of colours and motion by turns. */
const ROUNDS = 2
/** The ridge of a fit of colours over the whole picture, which sees many of them. */
const RIDGE = 1e-4
/** A difference of colours from which on it tells of something else than motion, and counts less. */
const OTHERWISE = 0.15
/** Pixels of its level that a warp may move a place by: beyond them the picture is not what its gradient says. */
const TRUST = 1.5

/**
 * Dense motion between two successive frames whose colours may change too. By turns, an affine change of colours by least squares,
 * one for the whole picture, since one that could differ from place to place would take motion for itself, and motion by Horn
 * and Schunck's equations (1981), from coarse to fine (Zhu et al. 2016, section 4.3).
 */
export function stepBetween(from: Frame, to: Frame): Motion {
  const { width, height } = from
  const whole = Math.max(width, height)
  let motion = noMotion(width * height)
  for (let round = 0; round < ROUNDS; round++)
    motion = motionBetween(changed(from, colorChange(moved(from, motion), to, whole, RIDGE)), to, motion)
  return motion
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
          // The slope of both pictures, so that neither's noise alone steers.
          const gx = (plane[right]! - plane[left]! + goal[right]! - goal[left]!) / 4
          const gy = (plane[down]! - plane[up]! + goal[down]! - goal[up]!) / 4
          const rest = plane[i]! - goal[i]!
          const trust = 1 / (1 + (rest / OTHERWISE) ** 2)
          xx[i]! += trust * gx * gx
          xy[i]! += trust * gx * gy
          yy[i]! += trust * gy * gy
          xr[i]! += trust * gx * rest
          yr[i]! += trust * gy * rest
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
        x[i] = near(mx - scale * (d * rx - b * ry), about.x[i]!)
        y[i] = near(my - scale * (a * ry - b * rx), about.y[i]!)
      }
}

const near = (value: number, about: number): number => Math.max(about - TRUST, Math.min(about + TRUST, value))
