import { Line } from 'react-konva'
import { useStore } from 'zustand'
import { useDocument } from '../../document/current.ts'
import { effectiveTool, isMirrored, toolSettings } from '../toolSettings.ts'
import { toScreen } from '../viewMath.ts'
import { useViewport } from './useViewport.ts'

const COLOR = '#b14cf0'

/** The axes that strokes are mirrored on, or the rays they are turned between, about the middle of the document. */
export function SymmetryAxes() {
  const { kind, count } = useStore(toolSettings, (state) => state.symmetry)
  const shown = useStore(toolSettings, (state) => isMirrored(effectiveTool(state)))
  const width = useDocument((state) => state.data.width)
  const height = useDocument((state) => state.data.height)
  const placement = useViewport()
  if (!shown || kind === 'none') return null
  const middle = { x: width / 2, y: height / 2 }
  const reach = Math.hypot(width, height) / 2
  const ends: [number, number][] =
    kind === 'radial'
      ? Array.from({ length: count }, (_, k) => {
          const angle = (2 * Math.PI * k) / count - Math.PI / 2
          return [reach * Math.cos(angle), reach * Math.sin(angle)]
        })
      : [
          ...(kind === 'horizontal'
            ? []
            : ([
                [0, -middle.y],
                [0, middle.y],
              ] as [number, number][])),
          ...(kind === 'vertical'
            ? []
            : ([
                [-middle.x, 0],
                [middle.x, 0],
              ] as [number, number][])),
        ]
  const from = toScreen(placement, middle)
  return ends.map(([dx, dy]) => {
    const to = toScreen(placement, { x: middle.x + dx, y: middle.y + dy })
    return (
      <Line
        key={`${dx} ${dy}`}
        points={[from.x, from.y, to.x, to.y]}
        stroke={COLOR}
        strokeWidth={1}
        opacity={0.8}
      />
    )
  })
}
