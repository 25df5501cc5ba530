import { Ellipse, Line, Rect } from 'react-konva'
import { useStore } from 'zustand'
import { interaction } from '../interaction.ts'
import { toScreen } from '../viewMath.ts'
import { useViewport } from './useViewport.ts'

/** Dark with light dashes, to be seen on any picture. */
const strokes = [
  { stroke: '#000', strokeWidth: 1 },
  { stroke: '#fff', strokeWidth: 1, dash: [4, 4] },
]

/** The outline that a selection tool is drawing. */
export function MarqueeShape() {
  const marquee = useStore(interaction, (state) => state.marquee)
  const placement = useViewport()
  if (!marquee) return null
  if (marquee.kind === 'path') {
    const points = marquee.points.map((point) => toScreen(placement, point)).flatMap(({ x, y }) => [x, y])
    return strokes.map((stroke) => <Line key={stroke.stroke} points={points} {...stroke} />)
  }
  const { x, y } = toScreen(placement, marquee.rect)
  const width = marquee.rect.width * placement.zoom
  const height = marquee.rect.height * placement.zoom
  return strokes.map((stroke) =>
    marquee.kind === 'rectangle' ? (
      <Rect key={stroke.stroke} x={x + 0.5} y={y + 0.5} width={width} height={height} {...stroke} />
    ) : (
      <Ellipse
        key={stroke.stroke}
        x={x + width / 2}
        y={y + height / 2}
        radiusX={width / 2}
        radiusY={height / 2}
        {...stroke}
      />
    ),
  )
}
