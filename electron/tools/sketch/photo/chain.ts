import { after, noChange } from './colorChange.ts'
import { type Frame, type Motion, noMotion, warped } from './frames.ts'
import { type Step, stepBetween } from './motion.ts'

/**
 * How the last of several frames came of the first: where each pixel comes from and how its colours changed, step by step.
 *
 * @param onStep hears after each of them. @throws to stop
 */
export async function chained(
  frames: readonly Frame[],
  onStep: (step: number, total: number) => Promise<void> = async () => {},
): Promise<Step> {
  const { width, height } = frames[0]!
  let motion = noMotion(width * height)
  let change = noChange(width * height)
  for (let k = 1; k < frames.length; k++) {
    const step = stepBetween(frames[k - 1]!, frames[k]!)
    change = after(step.change, warped(change, width, height, step.motion))
    motion = behind(motion, step.motion, width, height)
    await onStep(k, frames.length - 1)
  }
  return { motion, change }
}

/** A motion that comes before another one. */
function behind(before: Motion, { x, y }: Motion, width: number, height: number): Motion {
  const [fromX, fromY] = warped([before.x, before.y], width, height, { x, y })
  return { x: x.map((value, i) => value + fromX![i]!), y: y.map((value, i) => value + fromY![i]!) }
}
