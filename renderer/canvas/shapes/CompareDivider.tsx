import { Circle, Group, Line } from 'react-konva'
import { useStore } from 'zustand'
import { view } from '../view.ts'
import { useViewport } from './useViewport.ts'

/** Where the picture before and after meet, with a knob to take hold of. */
export function CompareDivider() {
  const { width, height } = useViewport()
  const compare = useStore(view, (state) => state.compare)
  if (compare.mode !== 'slider') return null
  const x = Math.round(compare.position * width) + 0.5
  const y = height / 2
  return (
    <Group listening={false}>
      <Line points={[x, 0, x, height]} stroke="rgb(0 0 0 / 50%)" strokeWidth={3} />
      <Line points={[x, 0, x, height]} stroke="#fff" strokeWidth={1} />
      <Circle x={x} y={y} radius={13} fill="#fff" stroke="rgb(0 0 0 / 35%)" strokeWidth={1} />
      <Line points={[x - 3.5, y - 4.5, x - 8, y, x - 3.5, y + 4.5]} stroke="#333" strokeWidth={1.5} />
      <Line points={[x + 3.5, y - 4.5, x + 8, y, x + 3.5, y + 4.5]} stroke="#333" strokeWidth={1.5} />
    </Group>
  )
}
