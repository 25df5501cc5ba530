import type { Outline, Point } from '../../outline/outline.ts'
import { Bytes } from '../bytes.ts'

/** Operators of Type 2 charstrings (Adobe Technical Note 5177). */
const OP = {
  vmoveto: 4,
  rlineto: 5,
  hlineto: 6,
  vlineto: 7,
  rrcurveto: 8,
  endchar: 14,
  rmoveto: 21,
  hmoveto: 22,
  vhcurveto: 30,
  hvcurveto: 31,
}
/** Numbers that the stack holds. */
const STACK = 48

/** A number as charstrings have it. */
export function operand(to: Bytes, value: number): void {
  if (value >= -107 && value <= 107) to.u8(value + 139)
  else if (value >= 108 && value <= 1131) to.u8(247 + ((value - 108) >> 8), (value - 108) & 0xff)
  else if (value >= -1131 && value <= -108) to.u8(251 + ((-value - 108) >> 8), (-value - 108) & 0xff)
  else to.u8(28).i16(value)
}

/**
 * The charstring of an outline of lines and cubic curves on the grid.
 *
 * @param width the advance less the nominal one; null for the default
 */
export function charstring(outline: Outline, width: number | null): Uint8Array {
  const out = new Bytes()
  const pending = new Pending(out)
  if (width !== null) operand(out, width)
  let at: Point = { x: 0, y: 0 }
  for (const { start, segments } of outline) {
    const [dx, dy] = [start.x - at.x, start.y - at.y]
    if (dy === 0) pending.move(OP.hmoveto, [dx])
    else if (dx === 0) pending.move(OP.vmoveto, [dy])
    else pending.move(OP.rmoveto, [dx, dy])
    at = start
    // What closes a contour need not be drawn.
    const last = segments.at(-1)
    for (const segment of last?.kind === 'line' ? segments.slice(0, -1) : segments) {
      if (segment.kind === 'line') pending.line(segment.to.x - at.x, segment.to.y - at.y)
      else if (segment.kind === 'cubic') {
        const { first, second, to } = segment
        pending.curve([
          first.x - at.x,
          first.y - at.y,
          second.x - first.x,
          second.y - first.y,
          to.x - second.x,
          to.y - second.y,
        ])
      } else throw new RangeError('A charstring holds no quadratic curves.')
      at = segment.to
    }
    pending.flush()
    if (last) at = last.kind === 'line' ? beforeLast(start, segments) : last.to
  }
  return out.u8(OP.endchar).done()
}

const beforeLast = (start: Point, segments: Outline[number]['segments']): Point =>
  segments.at(-2)?.to ?? start

/** Numbers wait here for an operator that takes many of them. */
class Pending {
  #operator = 0
  #numbers: number[] = []
  /** Whether the next line or curve of an alternating operator has to begin upright. */
  #upright = false

  readonly #out: Bytes

  constructor(out: Bytes) {
    this.#out = out
  }

  move(operator: number, numbers: number[]): void {
    this.flush()
    this.#operator = operator
    this.#numbers = numbers
    this.flush()
  }

  line(dx: number, dy: number): void {
    const upright = dx === 0
    if (!upright && dy !== 0) {
      this.#add(OP.rlineto, [dx, dy])
      return
    }
    const alternates = this.#operator === OP.hlineto || this.#operator === OP.vlineto
    if (!alternates || this.#upright !== upright) this.flush()
    this.#add(this.#operator || (upright ? OP.vlineto : OP.hlineto), [upright ? dy : dx])
    this.#upright = !upright
  }

  curve([ax, ay, bx, by, cx, cy]: [number, number, number, number, number, number]): void {
    const falling = ay === 0 && cx === 0
    const rising = ax === 0 && cy === 0
    if (!falling && !rising) {
      this.#add(OP.rrcurveto, [ax, ay, bx, by, cx, cy])
      return
    }
    const alternates = this.#operator === OP.hvcurveto || this.#operator === OP.vhcurveto
    if (!alternates || this.#upright !== rising) this.flush()
    const operator = this.#operator || (rising ? OP.vhcurveto : OP.hvcurveto)
    this.#add(operator, rising ? [ay, bx, by, cx] : [ax, bx, by, cy])
    this.#upright = !rising
  }

  flush(): void {
    if (this.#operator === 0) return
    for (const number of this.#numbers) operand(this.#out, number)
    this.#out.u8(this.#operator)
    this.#operator = 0
    this.#numbers = []
  }

  #add(operator: number, numbers: number[]): void {
    if (this.#operator !== operator || this.#numbers.length + numbers.length > STACK) this.flush()
    this.#operator = operator
    this.#numbers.push(...numbers)
  }
}
