import { useLayoutEffect, useRef } from 'react'
import { Layer, Stage } from 'react-konva'
import { useStore } from 'zustand'
import { view } from './view.ts'

/** The canvas: fills its parent. */
export function CanvasView() {
  const host = useRef<HTMLDivElement>(null)
  const width = useStore(view, (state) => state.width)
  const height = useStore(view, (state) => state.height)
  useLayoutEffect(() => {
    const element = host.current
    if (!element) return
    const observer = new ResizeObserver(() => {
      view.setState({
        width: element.clientWidth,
        height: element.clientHeight,
        pixelRatio: window.devicePixelRatio,
      })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={host} style={{ position: 'absolute', inset: 0, overflow: 'hidden' }}>
      <Stage width={width} height={height}>
        <Layer />
      </Stage>
    </div>
  )
}
