import { type Frame, type Motion, noMotion, warped } from './frames.ts'
import { stepBetween } from './motion.ts'

/**
 * Where each pixel of the last of several frames comes from in the first, step by step: each is small enough for motion to be seen.
 *
 * @param onStep hears after each of them. @throws to stop
 */
export async function chained(
  frames: readonly Frame[],
  onStep: (step: number, total: number) => Promise<void> = async () => {},
): Promise<Motion> {
  const { width, height } = frames[0]!
  let motion = noMotion(width * height)
  for (let k = 1; k < frames.length; k++) {
    motion = behind(motion, stepBetween(frames[k - 1]!, frames[k]!), width, height)
    await onStep(k, frames.length - 1)
  }
  return motion
}

/** A motion that comes before another one. */
function behind(before: Motion, { x, y }: Motion, width: number, height: number): Motion {
  const [fromX, fromY] = warped([before.x, before.y], width, height, { x, y })
  return { x: x.map((value, i) => value + fromX![i]!), y: y.map((value, i) => value + fromY![i]!) }
}
