import { chooseTool, takeKit, type toolSettings } from '../../canvas/index.ts'
import type { SketchLayers } from './layers.ts'
import { liveSketch } from './live.ts'

export type SketchBrush = 'color' | 'outline' | 'eraser'

/** Shares of the picture's shorter side: a broad sweep of colour, and a line of about a pixel and a half of 64. */
const COLOR_SHARE = 1 / 10
const OUTLINE_SHARE = 1 / 45
const FIRST_COLOR = '#2f6fd0'

/** Goes to the layer that a brush draws on, with the brush in hand. An eraser stays on the layer it finds. */
export function takeBrush(brush: SketchBrush): void {
  const sketch = liveSketch()
  const layers = sketch?.layers
  if (!sketch || !layers) return
  const { width, height } = sketch.session.data
  const side = Math.min(width, height)
  const target = layerFor(brush, layers, sketch.session.data.active)
  if (sketch.session.data.active !== target.id || !target.visible)
    sketch.session.change({ key: 'sketch:history.turnTo' }, (draft) => {
      draft.layers[target.id]!.visible = true
      draft.active = target.id
    })
  const onOutlines = target.id === layers.outline?.id
  takeKit(
    onOutlines ? 'sketchOutlines' : 'sketchColors',
    ({ brush: plain, eraser, bucket }) => ({
      brush: { ...plain, hardness: onOutlines ? 1 : 0.9, opacity: 1, pressureOpacity: false },
      eraser: { ...eraser, hardness: 1, opacity: 1, pressureOpacity: false },
      bucket,
      foreground: onOutlines ? '#000000' : FIRST_COLOR,
    }),
    (onOutlines ? OUTLINE_SHARE : COLOR_SHARE) * side,
  )
  chooseTool(brush === 'eraser' ? 'eraser' : 'brush')
}

function layerFor(brush: SketchBrush, { color, outline }: SketchLayers, active: string | null) {
  if (brush === 'outline' || (brush === 'eraser' && active === outline?.id)) return outline ?? color
  return color
}

/** The brush in hand, if it is one of the sketch's. */
export function brushInHand({ tool, purpose }: ReturnType<typeof toolSettings.getState>): SketchBrush | null {
  if (purpose !== 'sketchColors' && purpose !== 'sketchOutlines') return null
  if (tool === 'eraser') return 'eraser'
  return purpose === 'sketchOutlines' ? 'outline' : 'color'
}
