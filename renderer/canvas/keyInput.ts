import type { ToolHost } from './toolHost.ts'
import { effectiveTool, takesSource, toolSettings } from './toolSettings.ts'
import { type Compare, view } from './view.ts'
import { panBy } from './viewCommands.ts'

/** Where keys have a meaning of their own. */
const ownKeys =
  'input, textarea, select, [contenteditable], [role="menu"], [role="menubar"], [role="listbox"], [role="tree"], [role="treegrid"], [role="slider"], [role="dialog"], [role="tablist"], [role="separator"]'

const arrowPan: Record<string, readonly [number, number]> = {
  ArrowLeft: [48, 0],
  ArrowRight: [-48, 0],
  ArrowUp: [0, 48],
  ArrowDown: [0, -48],
}

/**
 * Keys that are held (Space: hand, Alt while painting: eyedropper, backslash: the original) and those that the
 * tool in use wants. Shortcuts of actions are bound elsewhere. @returns a function that ends it.
 */
export function attachKeys(element: HTMLElement, host: ToolHost): () => void {
  const end = new AbortController()
  const { signal } = end
  let compareBefore: Compare | null = null

  const hold = (heldTool: 'hand' | 'eyedropper' | null) => {
    if (toolSettings.getState().heldTool !== heldTool) toolSettings.setState({ heldTool })
  }

  function showOriginal(shown: boolean): void {
    const { compare } = view.getState()
    if (shown && !compareBefore) {
      compareBefore = compare
      view.setState({ compare: { ...compare, mode: 'original' } })
    } else if (!shown && compareBefore) {
      view.setState({ compare: { ...compare, mode: compareBefore.mode } })
      compareBefore = null
    }
  }

  function onDown(event: KeyboardEvent): void {
    const target = event.target instanceof Element ? event.target : null
    const onCanvas = target !== null && element.contains(target)
    if (event.defaultPrevented || (!onCanvas && target?.closest(ownKeys))) return
    if (target?.closest('input, textarea')) return
    const plain = !event.ctrlKey && !event.metaKey
    if (event.code === 'Space' && plain && !target?.closest('button, a, summary')) {
      event.preventDefault()
      if (!host.busy) hold('hand')
    } else if (event.key === 'Alt' && isPainting() && !host.busy) {
      // Alt alone would move the focus to the browser's menu.
      event.preventDefault()
      hold('eyedropper')
    } else if (event.key === 'Alt' && takesSource(effectiveTool(toolSettings.getState()))) {
      event.preventDefault()
    } else if (event.key === '\\' && plain && !event.altKey) {
      event.preventDefault()
      showOriginal(true)
    } else if (plain && (onCanvas || target === document.body) && host.keyDown(event)) event.preventDefault()
    else if (plain && onCanvas && event.key in arrowPan) {
      event.preventDefault()
      panBy(...(arrowPan[event.key] as [number, number]))
    }
  }

  function onUp(event: KeyboardEvent): void {
    const { heldTool } = toolSettings.getState()
    if (event.code === 'Space' && heldTool === 'hand') hold(null)
    if (event.key === 'Alt' && heldTool === 'eyedropper') hold(null)
    if (event.key === '\\') showOriginal(false)
    host.keyUp(event)
  }

  // What is held while the window loses the focus is never seen to be released.
  function onBlur(): void {
    hold(null)
    showOriginal(false)
    host.cancel()
  }

  window.addEventListener('keydown', onDown, { signal })
  window.addEventListener('keyup', onUp, { signal })
  window.addEventListener('blur', onBlur, { signal })
  return () => end.abort()
}

function isPainting(): boolean {
  const tool = effectiveTool(toolSettings.getState())
  return tool === 'brush' || tool === 'bucket'
}
