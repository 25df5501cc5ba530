import { Group, Line } from 'react-konva'
import { useStore } from 'zustand'
import { currentSession } from '../../document/current.ts'
import { cloneSource, sourceFor } from '../cloneSource.ts'
import { interaction } from '../interaction.ts'
import { effectiveTool, takesSource, toolSettings } from '../toolSettings.ts'
import { toDocument, toScreen } from '../viewMath.ts'
import { useViewport } from './useViewport.ts'

const ARM = 8

/** A cross where cloning and healing take their pixels from; it follows the pointer. */
export function SourceCross() {
  const pointer = useStore(interaction, (state) => state.pointer)
  const source = useStore(cloneSource, (state) => state.source)
  const shown = useStore(toolSettings, (state) => takesSource(effectiveTool(state)))
  const aligned = useStore(toolSettings, (state) => state.cloning.aligned)
  const placement = useViewport()
  if (!shown || !source || source.session !== currentSession()) return null
  const at = sourceFor(source, pointer && toDocument(placement, pointer), aligned)
  const { x, y } = toScreen(placement, at)
  return (
    <Group x={x} y={y} listening={false}>
      {[
        { stroke: '#000', strokeWidth: 3, opacity: 0.6 },
        { stroke: '#fff', strokeWidth: 1 },
      ].map((line) => (
        <Group key={line.stroke}>
          <Line points={[-ARM, 0, ARM, 0]} {...line} />
          <Line points={[0, -ARM, 0, ARM]} {...line} />
        </Group>
      ))}
    </Group>
  )
}
