import { createStore } from 'zustand/vanilla'
import type { DocumentData, LayerId } from '../../../../electron/contract/document.ts'
import { showBesideCanvas } from '../../../app/besideCanvas.ts'
import { type LayerPreview, setLayerPreview } from '../../../canvas/index.ts'
import { createSurface, currentSession, onSessionReplaced } from '../../../document/index.ts'
import { translateState } from '../state.ts'
import { placeInDocument } from './place.ts'
import { ResultPane } from './ResultPane.tsx'
import { type ShownPicture, shownPicture } from './shown.ts'

/** {@link shownPicture} as it lies in the document; null when there is none. */
export const placedPicture = createStore<{ placed: LayerPreview | null }>(() => ({ placed: null }))

/** Shows what is looked at over the canvas or beside it, and follows its layer. Called once at start-up. */
export function presentPictures(): void {
  let covered: readonly LayerId[] = []
  let leave = () => {}

  /** Results made before of the same drawing would hide it. */
  const cover = (ids: readonly LayerId[]) => {
    for (const id of covered) if (!ids.includes(id)) setLayerPreview(id, null)
    for (const id of ids) if (!covered.includes(id)) setLayerPreview(id, nothing())
    covered = ids
  }

  const update = () => {
    const { picture } = shownPicture.getState()
    const { live, liveView, overlay } = translateState.getState()
    const placed = picture && placeOf(picture)
    const beside = live && liveView === 'beside'
    placedPicture.setState({ placed })
    showBesideCanvas(beside ? ResultPane : null)
    cover(live && picture ? resultsOf(picture.session.data, picture.source) : [])
    const over = placed && !(beside && picture?.kind === 'live') ? placed : null
    setLayerPreview(
      'top',
      over && picture?.kind === 'live' ? { ...over, ...laidOver(picture, overlay) } : over,
    )
  }

  const follow = () => {
    leave()
    covered = []
    const session = currentSession()
    leave = session.store.subscribe((now, before) => {
      const { picture } = shownPicture.getState()
      if (!picture || now.data === before.data) return
      const moved = now.data.layers[picture.source] !== before.data.layers[picture.source]
      const changed = moved || now.data.selection !== before.data.selection
      if (changed || now.data.layers !== before.data.layers) update()
    })
    shownPicture.setState({ picture: null })
    update()
  }

  shownPicture.subscribe(update)
  translateState.subscribe((now, before) => {
    if (now.live !== before.live || now.liveView !== before.liveView || now.overlay !== before.overlay)
      update()
  })
  onSessionReplaced(follow)
  follow()
}

function placeOf({ session, source, canvas }: ShownPicture): LayerPreview | null {
  const layer = session.data.layers[source]
  return layer && layer.kind !== 'group' ? placeInDocument(session, layer, canvas) : null
}

/** Lines are seen through the picture that is made of them; anything else through how strongly it is laid over. */
const laidOver = ({ ofLines }: ShownPicture, overlay: number): Pick<LayerPreview, 'opacity' | 'mode'> => ({
  opacity: overlay,
  mode: ofLines ? 'multiply' : 'normal',
})

const resultsOf = (data: DocumentData, source: LayerId): LayerId[] =>
  Object.values(data.layers)
    .filter(
      (layer) =>
        layer.kind === 'result' && layer.recipe.tool === 'translate' && layer.recipe.source === source,
    )
    .map(({ id }) => id)

const nothing = (): LayerPreview => ({ canvas: createSurface(1, 1).canvas, x: 0, y: 0, width: 1, height: 1 })
