import { useEffect, useMemo, useState } from 'react'
import { onLayerTransform, setLayerPreview, view } from '../../canvas/index.ts'
import { createSurface, type DocumentSession, followSession } from '../../document/index.ts'
import { canBlend } from './canBlend.ts'
import { maskLayer } from './mask.ts'
import { blendingNetwork } from './network.ts'
import { LivePreview } from './preview.ts'
import { blendState } from './state.ts'
import { blendSubject } from './subject.ts'

/** While a component that calls it is mounted, the canvas shows the blend. Returns the engine's last time for it. */
export function usePreview(): number | null {
  const [milliseconds, setMilliseconds] = useState<number | null>(null)
  const preview = useMemo(() => new LivePreview(setMilliseconds), [])
  useEffect(() => followSession((session) => follow(session, preview)), [preview])
  return milliseconds
}

/** Requests a picture at every change of document, drag, settings or zoom. @returns a function that stops it */
function follow(session: DocumentSession, preview: LivePreview): () => void {
  let covered: string | null = null
  // The strokes that mask the object are no part of the picture to judge.
  const cover = (id: string | null) => {
    if (covered === id) return
    if (covered) setLayerPreview(covered, null)
    if (id) setLayerPreview(id, { canvas: createSurface(1, 1).canvas, x: 0, y: 0, width: 1, height: 1 })
    covered = id
  }
  const update = () => {
    const { settings, livePreview } = blendState.getState()
    const subject = blendSubject(session.data)
    const shown = livePreview && canBlend(settings) && subject.kind === 'object'
    cover(shown ? (maskLayer(session.data, subject.object)?.id ?? null) : null)
    if (shown) preview.show(subject.object, subject.object.transform, settings)
    else preview.hide()
  }
  const stop = [
    session.store.subscribe((now, before) => {
      if (now.revision !== before.revision) update()
    }),
    blendState.subscribe(update),
    blendingNetwork.subscribe(update),
    view.subscribe((now, before) => {
      if (now.zoom !== before.zoom) update()
    }),
    onLayerTransform((id, transform) => {
      const { settings, livePreview } = blendState.getState()
      const subject = blendSubject(session.data)
      if (livePreview && canBlend(settings) && subject.kind === 'object' && subject.object.id === id)
        preview.show(subject.object, transform, settings)
    }),
    () => cover(null),
    // What the engine still answers for this document is not for the next.
    () => preview.hide(),
  ]
  update()
  return () => {
    for (const end of stop) end()
  }
}
