import { onFrontChange } from '../document/current.ts'
import type { Carried } from './carried.ts'
import { clamp } from './geometry.ts'
import { interaction } from './interaction.ts'
import { effectiveTool, type ToolId, toolSettings } from './toolSettings.ts'
import type { Pointer, Tool, ToolKey } from './tools/tool.ts'
import { view } from './view.ts'

/** How near, in CSS pixels, the pointer must be to the before/after divider to take hold of it. */
const DIVIDER_REACH = 7

/**
 * Hands the pointer and keys to the tool in use. A tool that was pressed keeps the pointer until it is released,
 * whatever is chosen meanwhile.
 */
export class ToolHost {
  readonly #machineOf: (tool: ToolId) => Tool
  #pressed: Tool | 'divider' | null = null
  #last: Pointer | null = null
  readonly #stop: (() => void)[]

  /** @param machineOf one machine a tool, always the same */
  constructor(machineOf: (tool: ToolId) => Tool) {
    this.#machineOf = machineOf
    const followTools = toolSettings.subscribe((now, before) => {
      if (now.tool !== before.tool) {
        this.cancel()
        machineOf(before.tool).leave?.()
      }
      if (effectiveTool(now) !== effectiveTool(before)) this.#showCursor()
    })
    // What a tool has begun belongs to the document that it was begun in.
    const followFront = onFrontChange(() => {
      this.cancel()
      machineOf(toolSettings.getState().tool).leave?.()
    })
    this.#stop = [followTools, followFront]
  }

  dispose(): void {
    this.cancel()
    for (const stop of this.#stop) stop()
  }

  get busy(): boolean {
    return this.#pressed !== null
  }

  get #current(): Tool {
    return this.#machineOf(effectiveTool(toolSettings.getState()))
  }

  down(pointer: Pointer): void {
    this.#last = pointer
    if (onDivider(pointer)) this.#pressed = 'divider'
    else {
      this.#pressed = this.#current
      this.#pressed.down(pointer)
    }
    this.#showCursor()
  }

  /** @param samples the newest last; never empty. */
  move(samples: readonly Pointer[]): void {
    const newest = samples.at(-1)!
    this.#last = newest
    interaction.setState({ pointer: newest.screen })
    if (this.#pressed === 'divider') moveDivider(newest)
    else if (this.#pressed) this.#pressed.drag(samples)
    else this.#current.hover?.(newest)
    this.#showCursor()
  }

  up(pointer: Pointer): void {
    this.#last = pointer
    const pressed = this.#pressed
    this.#pressed = null
    if (pressed && pressed !== 'divider') pressed.up(pointer)
    this.#showCursor()
  }

  doubleClick(pointer: Pointer): void {
    this.#current.doubleClick?.(pointer)
  }

  /** @returns whether a gesture was going on. */
  cancel(): boolean {
    const pressed = this.#pressed
    this.#pressed = null
    if (pressed && pressed !== 'divider') pressed.cancel()
    this.#showCursor()
    return pressed !== null
  }

  /** What the tool lets go on in another document; its drag is over then. */
  carry(): Carried | null {
    if (!this.#pressed || this.#pressed === 'divider') return null
    const carried = this.#pressed.carry?.() ?? null
    if (carried) this.#pressed = null
    return carried
  }

  /** The pointer went elsewhere. */
  out(): void {
    interaction.setState({ pointer: null })
  }

  keyDown(key: ToolKey): boolean {
    if (key.key === 'Escape' && this.cancel()) return true
    return this.#current.keyDown?.(key) ?? false
  }

  keyUp(key: ToolKey): void {
    this.#current.keyUp?.(key)
  }

  #showCursor(): void {
    if (!this.#last) return
    const holds = this.#pressed === 'divider' || (!this.#pressed && onDivider(this.#last))
    const tool = this.#pressed && this.#pressed !== 'divider' ? this.#pressed : this.#current
    const cursor = holds ? 'ew-resize' : tool.cursor(this.#last)
    if (cursor !== interaction.getState().cursor) interaction.setState({ cursor })
  }
}

function onDivider({ screen }: Pointer): boolean {
  const { compare, width } = view.getState()
  return compare.mode === 'slider' && Math.abs(screen.x - compare.position * width) <= DIVIDER_REACH
}

function moveDivider({ screen }: Pointer): void {
  view.setState(({ compare, width }) => ({
    compare: { ...compare, position: clamp(screen.x / width, 0, 1) },
  }))
}
