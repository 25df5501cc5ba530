import { createStore } from 'zustand/vanilla'
import type { DocumentSession } from '../document/session.ts'
import type { Point } from '../document/transform.ts'

/** Where cloning and healing take their pixels from, in document pixels; it belongs to the document it was chosen in. */
export interface CloneSource {
  readonly session: DocumentSession
  readonly point: Point
  /** From where a stroke paints to where it takes from; null: to be found by the next stroke. */
  readonly offset: Point | null
  /** A stroke is going on. */
  readonly busy: boolean
}

export const cloneSource = createStore<{ source: CloneSource | null }>(() => ({ source: null }))

/** Chooses the place; strokes find their distance from it anew. */
export function chooseSource(session: DocumentSession, point: Point): void {
  cloneSource.setState({ source: { session, point, offset: null, busy: false } })
}

/** The distance for a stroke that begins at `start`; null: no source was chosen in this document. */
export function beginCloning(session: DocumentSession, start: Point, aligned: boolean): Point | null {
  const { source } = cloneSource.getState()
  if (source?.session !== session) return null
  const offset = (aligned ? source.offset : null) ?? {
    x: source.point.x - start.x,
    y: source.point.y - start.y,
  }
  cloneSource.setState({ source: { ...source, offset, busy: true } })
  return offset
}

export function endCloning(): void {
  const { source } = cloneSource.getState()
  if (source?.busy) cloneSource.setState({ source: { ...source, busy: false } })
}

/** Where the source is seen to be for a pointer at `pointer`, in document pixels. */
export function sourceFor(
  { point, offset, busy }: CloneSource,
  pointer: Point | null,
  aligned: boolean,
): Point {
  if (!pointer || !offset || !(busy || aligned)) return point
  return { x: pointer.x + offset.x, y: pointer.y + offset.y }
}
