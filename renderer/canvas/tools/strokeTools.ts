import { brushTool, eraserTool, type StrokeTool } from '../../document/brush/index.ts'
import {
  cloneStamp,
  focusBrush,
  healingBrush,
  smudgeBrush,
  toningBrush,
} from '../../document/retouch/index.ts'
import type { DocumentSession } from '../../document/session.ts'
import type { Point } from '../../document/transform.ts'
import { beginCloning } from '../cloneSource.ts'
import { sayOnCanvas } from '../messages.ts'
import type { StrokeToolId, ToolSettings } from '../toolSettings.ts'

/** What a stroke that begins at `start`, in document pixels, does; null: it cannot begin, and a message says why. */
export function strokeToolOf(
  id: StrokeToolId,
  settings: ToolSettings,
  session: DocumentSession,
  start: Point,
): StrokeTool | null {
  const { opacity } = settings[id]
  switch (id) {
    case 'brush':
      return brushTool(colorOf(settings.foreground), opacity)
    case 'eraser':
      return eraserTool(colorOf(settings.background), opacity)
    case 'clone':
    case 'heal': {
      const { sample, aligned } = settings.cloning
      const offset = beginCloning(session, start, aligned)
      if (offset) return (id === 'clone' ? cloneStamp : healingBrush)({ sample, offset, opacity })
      sayOnCanvas({ key: 'canvas:message.noSource', tone: 'info' })
      return null
    }
    case 'blur':
    case 'sharpen':
      return focusBrush({ direction: id, strength: opacity })
    case 'dodge':
    case 'burn':
      return toningBrush({ direction: id, range: settings.toning.range, exposure: opacity })
    case 'smudge':
      return smudgeBrush({ strength: opacity })
  }
}

export function colorOf(hex: string): { r: number; g: number; b: number } {
  const value = Number.parseInt(hex.slice(1), 16)
  return { r: value >> 16, g: (value >> 8) & 255, b: value & 255 }
}
