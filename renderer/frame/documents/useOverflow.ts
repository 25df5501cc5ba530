import { type RefObject, useLayoutEffect, useState } from 'react'

/** Whether an element's content is wider than it is; looked at again when its size or `content` changes. */
export function useOverflow(element: RefObject<HTMLElement | null>, content: unknown): boolean {
  const [overflows, setOverflows] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the content decides how wide it is.
  useLayoutEffect(() => {
    const box = element.current
    if (!box) return
    const look = () => setOverflows(box.scrollWidth > box.clientWidth)
    look()
    const observer = new ResizeObserver(look)
    observer.observe(box)
    return () => observer.disconnect()
  }, [element, content])
  return overflows
}
