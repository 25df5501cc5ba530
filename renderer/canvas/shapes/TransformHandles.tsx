import { useCallback } from 'react'
import { Circle, Group, Line, Rect } from 'react-konva'
import { useStore } from 'zustand'
import { currentSession, useDocument } from '../../document/current.ts'
import { useCanvasColors } from '../theme.ts'
import { effectiveTool, toolSettings } from '../toolSettings.ts'
import { handleBox, knobOf } from '../tools/layerHandles.ts'
import { toolOf } from '../tools/registry.ts'
import { handles, pointOnLayer } from '../transformKernel.ts'
import { toScreen } from '../viewMath.ts'
import { useViewport } from './useViewport.ts'

const SIDE = 8

/** The box of the active layer with its eight handles and the rotation knob, for tools that show them. */
export function TransformHandles() {
  const shown = useStore(toolSettings, (state) => toolOf(effectiveTool(state)).showsHandles ?? false)
  const placement = useViewport()
  const colors = useCanvasColors()
  useDocument(useCallback((state) => state.revision, []))
  useDocument(useCallback((state) => state.selectedLayers, []))
  const box = shown ? handleBox(currentSession()) : null
  if (!box) return null
  const at = (u: number, v: number) => toScreen(placement, pointOnLayer(box.transform, box.size, u, v))
  const outline = [at(0, 0), at(1, 0), at(1, 1), at(0, 1)].flatMap(({ x, y }) => [x, y])
  const { at: knob, from: edge } = knobOf(box, placement)
  return (
    <Group listening={false}>
      <Line points={outline} closed stroke="#fff" strokeWidth={2.5} opacity={0.5} />
      <Line points={outline} closed stroke={colors.accent} strokeWidth={1} />
      <Line points={[edge.x, edge.y, knob.x, knob.y]} stroke={colors.accent} strokeWidth={1} />
      <Circle
        x={knob.x}
        y={knob.y}
        radius={SIDE / 2 + 0.5}
        fill="#fff"
        stroke={colors.accent}
        strokeWidth={1}
      />
      {handles.map(({ u, v }) => {
        const { x, y } = at(u, v)
        return (
          <Rect
            key={`${u} ${v}`}
            x={x}
            y={y}
            offsetX={SIDE / 2}
            offsetY={SIDE / 2}
            width={SIDE}
            height={SIDE}
            rotation={box.transform.rotation}
            fill="#fff"
            stroke={colors.accent}
            strokeWidth={1}
          />
        )
      })}
    </Group>
  )
}
