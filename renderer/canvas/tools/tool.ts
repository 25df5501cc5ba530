import type { Point } from '../../document/transform.ts'
import type { Carried } from '../carried.ts'
import type { ToolId } from '../toolSettings.ts'

/** One sample of the pointer. */
export interface Pointer {
  /** CSS pixels of the viewport. */
  readonly screen: Point
  /** Document pixels, fractional. */
  readonly document: Point
  /** 0 to 1; devices without pressure report 0.5 while pressed. */
  readonly pressure: number
  readonly device: 'mouse' | 'pen' | 'touch'
  readonly shift: boolean
  readonly alt: boolean
  /** Control, or Command on macOS. */
  readonly mod: boolean
  /** Milliseconds. */
  readonly time: number
}

export type ToolKey = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'repeat'>

/**
 * A state machine fed with the pointer. `down` is followed by any number of `drag` and one of `up` or `cancel`;
 * `hover` comes only between. Coordinates beyond the viewport and the document are allowed.
 */
export interface Tool {
  readonly id: ToolId
  down(pointer: Pointer): void
  /** @param samples all samples since the last call, the newest last; never empty. */
  drag(samples: readonly Pointer[]): void
  up(pointer: Pointer): void
  /** Escape, a second finger, or a lost pointer: as if the gesture had never begun. */
  cancel(): void
  /**
   * The drag came to the tab of another document: ends it as `cancel` does, and says what goes on there; null: the drag goes
   * on as before.
   */
  carry?(): Carried | null
  hover?(pointer: Pointer): void
  doubleClick?(pointer: Pointer): void
  /** @returns whether the key was for the tool. */
  keyDown?(key: ToolKey): boolean
  keyUp?(key: ToolKey): void
  /** Another tool was chosen; comes after `cancel` when a gesture was going on. */
  leave?(): void
  /** The CSS cursor for a pointer that hovers. */
  cursor(pointer: Pointer): string
}
