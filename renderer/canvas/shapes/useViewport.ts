import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { view } from '../view.ts'

/** Where the document lies in which viewport. Unlike the whole view it stays the same while the pointer moves. */
export function useViewport() {
  return useStore(
    view,
    useShallow(({ zoom, panX, panY, width, height, pixelRatio }) => ({
      zoom,
      panX,
      panY,
      width,
      height,
      pixelRatio,
    })),
  )
}
