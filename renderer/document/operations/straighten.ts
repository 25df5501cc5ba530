import { label } from '../label.ts'
import { maskInLayer } from '../masks/layerMask.ts'
import type { DocumentSession } from '../session.ts'
import { inverse, matrixOf, multiply, transformPoint } from '../transform.ts'
import { placedOf } from './places.ts'
import { replaceMasks } from './replaceMasks.ts'

/**
 * Turns the picture about its middle and crops it to the largest upright frame without empty corners. Layers keep their pixels
 * and turn with it; the selection and saved masks are resampled.
 *
 * @param degrees clockwise, above -90 and below 90
 */
export function straighten(session: DocumentSession, degrees: number): void {
  if (Math.abs(degrees) < 1e-3) return
  const before = session.data
  const { width, height } = inscribed(before.width, before.height, degrees)
  const middle = matrixOf({ x: width / 2, y: height / 2, scaleX: 1, scaleY: 1, rotation: degrees })
  const turn = multiply(middle, { a: 1, b: 0, c: 0, d: 1, e: -before.width / 2, f: -before.height / 2 })
  const back = inverse(turn)
  const frame = { x: 0, y: 0, width, height }
  const masks = replaceMasks(session, (data) =>
    maskInLayer({ width: before.width, height: before.height, data }, back, frame),
  )
  session.change(label('straighten'), (draft) => {
    draft.width = width
    draft.height = height
    for (const layer of Object.values(draft.layers))
      for (const placed of placedOf(layer)) {
        const { x, y } = transformPoint(turn, placed.transform)
        Object.assign(placed.transform, { x, y, rotation: placed.transform.rotation + degrees })
      }
    masks(draft, width, height)
  })
}

/** The largest upright rectangle, in whole pixels, within one of `width` x `height` that is turned about its middle. */
export function inscribed(width: number, height: number, degrees: number): { width: number; height: number } {
  const angle = (Math.abs(degrees) * Math.PI) / 180
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)]
  const [long, short] = width >= height ? [width, height] : [height, width]
  let size: readonly [number, number]
  if (short <= 2 * sin * cos * long || Math.abs(sin - cos) < 1e-9) {
    // Two of its corners lie on a long side: it is half as high as the strip is wide.
    const half = short / 2
    size = width >= height ? [half / sin, half / cos] : [half / cos, half / sin]
  } else {
    const double = cos * cos - sin * sin
    size = [(width * cos - height * sin) / double, (height * cos - width * sin) / double]
  }
  const whole = (value: number) => Math.max(1, Math.floor(value + 1e-6))
  return { width: whole(size[0]), height: whole(size[1]) }
}

/** By how much to turn a picture so that a line in it lies level or stands upright, whichever is nearer; -45 to 45 degrees. */
export function levelling(dx: number, dy: number): number {
  const degrees = (Math.atan2(dy, dx) * 180) / Math.PI
  return -(degrees - 90 * Math.round(degrees / 90))
}
