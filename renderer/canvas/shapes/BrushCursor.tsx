import { Circle, Group } from 'react-konva'
import { useStore } from 'zustand'
import { interaction } from '../interaction.ts'
import { effectiveTool, isStrokeTool, toolSettings } from '../toolSettings.ts'
import { view } from '../view.ts'

/** A smaller ring could not be seen. */
const SMALLEST_RADIUS = 1.5

/** The brush's true size around the pointer, light and dark to be seen on any picture. */
export function BrushCursor() {
  const pointer = useStore(interaction, (state) => state.pointer)
  const zoom = useStore(view, (state) => state.zoom)
  const size = useStore(toolSettings, (state) => {
    const tool = effectiveTool(state)
    if (tool === 'subject') return state.subject.mode === 'box' ? null : state.subject.size
    return isStrokeTool(tool) ? state[tool].size : null
  })
  if (!pointer || size === null) return null
  const radius = Math.max(SMALLEST_RADIUS, (size / 2) * zoom)
  return (
    <Group x={pointer.x} y={pointer.y} listening={false}>
      <Circle radius={radius} stroke="#fff" strokeWidth={1} perfectDrawEnabled={false} />
      <Circle radius={Math.max(1, radius - 1)} stroke="#000" strokeWidth={1} perfectDrawEnabled={false} />
    </Group>
  )
}
