import { Circle, Group, Arrow as KonvaArrow } from 'react-konva'
import { useStore } from 'zustand'
import { arrows } from '../arrows.ts'
import { toScreen } from '../viewMath.ts'
import { useViewport } from './useViewport.ts'

const RADIUS = 6

/** Dots where parts are held, arrows to where they are wanted. Dark around light, to be seen on any picture. */
export function Arrows() {
  const shown = useStore(arrows, (state) => state.arrows)
  const viewport = useViewport()
  if (shown.length === 0) return null
  return (
    <Group listening={false}>
      {shown.map(({ from, to, at = from }, index) => {
        const start = toScreen(viewport, at)
        const end = toScreen(viewport, to)
        const points = [start.x, start.y, end.x, end.y]
        const shaft = { points, pointerLength: 8, pointerWidth: 8 }
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: arrows have no other name than their place.
          <Group key={index}>
            <KonvaArrow {...shaft} stroke="rgb(0 0 0 / 60%)" fill="rgb(0 0 0 / 60%)" strokeWidth={4} />
            <KonvaArrow {...shaft} stroke="#fff" fill="#fff" strokeWidth={1.5} />
            <Circle {...start} radius={RADIUS} fill="#e5484d" stroke="#fff" strokeWidth={2} />
          </Group>
        )
      })}
    </Group>
  )
}
