import { Line } from 'react-konva'
import { useStore } from 'zustand'
import { interaction } from '../interaction.ts'
import { view } from '../view.ts'
import { useViewport } from './useViewport.ts'

const GUIDE = '#12b5cb'
const SNAP = '#e0218a'

/** The user's guides, and the lines that a drag has just caught on. */
export function Guides() {
  const { zoom, panX, panY, width, height, pixelRatio } = useViewport()
  const guides = useStore(view, (state) => state.guides)
  const snapLines = useStore(interaction, (state) => state.snapLines)
  const crisp = (at: number) => (Math.round(at * pixelRatio) + 0.5) / pixelRatio
  const upright = (color: string) => (value: number) => {
    const x = crisp(value * zoom + panX)
    return (
      <Line
        key={`${color} x ${value}`}
        points={[x, 0, x, height]}
        stroke={color}
        strokeWidth={1 / pixelRatio}
      />
    )
  }
  const level = (color: string) => (value: number) => {
    const y = crisp(value * zoom + panY)
    return (
      <Line
        key={`${color} y ${value}`}
        points={[0, y, width, y]}
        stroke={color}
        strokeWidth={1 / pixelRatio}
      />
    )
  }
  return (
    <>
      {guides.x.map(upright(GUIDE))}
      {guides.y.map(level(GUIDE))}
      {snapLines.x.map(upright(SNAP))}
      {snapLines.y.map(level(SNAP))}
    </>
  )
}
