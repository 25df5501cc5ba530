import { Group, Line, Rect, Shape } from 'react-konva'
import { useStore } from 'zustand'
import { cropFrame } from '../cropFrame.ts'
import { handlePoint } from '../cropKernel.ts'
import { handles } from '../transformKernel.ts'
import { toScreen } from '../viewMath.ts'
import { useViewport } from './useViewport.ts'

const DIM = 'rgb(0 0 0 / 55%)'
const SIDE = 9

/** The crop frame with thirds; what will be cut away is dimmed. */
export function CropShape() {
  const frame = useStore(cropFrame, (state) => state.frame)
  const state = useViewport()
  if (!frame) return null
  const { x, y } = toScreen(state, frame)
  const width = frame.width * state.zoom
  const height = frame.height * state.zoom
  const third = (part: number) => [
    [x + width * part, y, x + width * part, y + height],
    [x, y + height * part, x + width, y + height * part],
  ]
  return (
    <Group listening={false}>
      <Shape
        fill={DIM}
        fillRule="evenodd"
        sceneFunc={(context, shape) => {
          context.beginPath()
          context.rect(0, 0, state.width, state.height)
          context.rect(x, y, width, height)
          context.fillShape(shape)
        }}
      />
      {[...third(1 / 3), ...third(2 / 3)].map((points) => (
        <Line key={points.join(' ')} points={points} stroke="rgb(255 255 255 / 55%)" strokeWidth={1} />
      ))}
      <Rect x={x} y={y} width={width} height={height} stroke="rgb(0 0 0 / 60%)" strokeWidth={3} />
      <Rect x={x} y={y} width={width} height={height} stroke="#fff" strokeWidth={1} />
      {handles.map((handle) => {
        const at = toScreen(state, handlePoint(frame, handle))
        return (
          <Rect
            key={`${handle.u} ${handle.v}`}
            x={at.x - SIDE / 2}
            y={at.y - SIDE / 2}
            width={SIDE}
            height={SIDE}
            fill="#fff"
            stroke="rgb(0 0 0 / 60%)"
            strokeWidth={1}
          />
        )
      })}
    </Group>
  )
}
