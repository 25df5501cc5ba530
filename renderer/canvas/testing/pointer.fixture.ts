import type { ToolHost } from '../toolHost.ts'
import type { Pointer, Tool } from '../tools/tool.ts'
import { view } from '../view.ts'
import { toScreen } from '../viewMath.ts'

type Keys = Partial<Pick<Pointer, 'shift' | 'alt' | 'mod' | 'pressure' | 'device'>>
let time = 0

/** A sample at a document point, with the view as it is. */
export function pointerAt(x: number, y: number, keys: Keys = {}): Pointer {
  time += 16
  const at = { x, y }
  return {
    document: at,
    screen: toScreen(view.getState(), at),
    pressure: 0.5,
    device: 'mouse',
    shift: false,
    alt: false,
    mod: false,
    time,
    ...keys,
  }
}

/** Presses at the first point, drags through the others and releases at the last. */
export function dragThrough(
  tool: Tool,
  points: readonly (readonly [x: number, y: number])[],
  keys: Keys = {},
): void {
  tool.down(pointerAt(...points[0]!, keys))
  for (const point of points.slice(1)) tool.drag([pointerAt(...point, keys)])
  tool.up(pointerAt(...points.at(-1)!, keys))
}

/** The same through a host, which chooses the tool. */
export function dragOn(host: ToolHost, points: readonly (readonly [x: number, y: number])[]): void {
  host.down(pointerAt(...points[0]!))
  for (const point of points.slice(1)) host.move([pointerAt(...point)])
  host.up(pointerAt(...points.at(-1)!))
}
