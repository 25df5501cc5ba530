import { type DocumentData, hasPixels, type LayerId } from '../../../../electron/contract/document/index.ts'
import { showBesideCanvas } from '../../../app/besideCanvas.ts'
import { type LayerPreview, setLayerPreview, view } from '../../../canvas/index.ts'
import { createSurface, type DocumentSession, followSession } from '../../../document/index.ts'
import { liveRequest, onLiveRequest } from '../live/request.ts'
import { translateState } from '../state.ts'
import { placedPicture, placeInDocument } from './place.ts'
import { ResultPane } from './ResultPane.tsx'
import { type ShownPicture, seenPicture, shown } from './shown.ts'

const MAX_SIDE = 1280

/** Shows what is looked at over the canvas or beside it, and follows its layer. Called once at start-up. */
export function presentPictures(): void {
  let covered: readonly LayerId[] = []

  /** Results made before of the same drawing would hide it. */
  const cover = (ids: readonly LayerId[]) => {
    for (const id of covered) if (!ids.includes(id)) setLayerPreview(id, null)
    for (const id of ids) if (!covered.includes(id)) setLayerPreview(id, nothing())
    covered = ids
  }

  const update = () => {
    const { live, overlay } = translateState.getState()
    const picture = seenPicture(shown.getState())
    const beside = showsBeside()
    const placed = picture && placeOf(picture, beside)
    placedPicture.setState({ placed })
    arrange()
    cover(live && picture ? resultsOf(picture.session.data, picture.source) : [])
    const isLive = picture !== null && picture === shown.getState().live
    if (!placed || beside) setLayerPreview('top', null)
    else setLayerPreview('top', isLive ? { ...placed, ...laidOver(picture, overlay) } : placed)
  }

  const arrange = () => showBesideCanvas(showsBeside() ? ResultPane : null)

  shown.subscribe(update)
  onLiveRequest(arrange)
  view.subscribe((now, before) => {
    if (now.zoom !== before.zoom && seenPicture(shown.getState())) update()
  })
  translateState.subscribe((now, before) => {
    if (now.live !== before.live || now.liveView !== before.liveView || now.overlay !== before.overlay)
      update()
  })
  followSession((session) => {
    covered = []
    shown.setState({ live: null, chosen: null })
    update()
    return session.store.subscribe((now, before) => {
      if (now.data.layers !== before.data.layers || now.data.selection !== before.data.selection) update()
      else if (now.data !== before.data) arrange()
    })
  })
}

const showsBeside = () => translateState.getState().liveView === 'beside' && liveRequest() !== null

/** The pane draws a picture as large as it is seen; over the canvas it has to be so large itself. */
function placeOf({ session, source, canvas }: ShownPicture, beside: boolean): LayerPreview | null {
  const layer = session.data.layers[source]
  if (!hasPixels(layer)) return null
  const own = Math.max(canvas.width, canvas.height)
  return placeInDocument(session, layer, canvas, beside ? own : Math.max(own, seenSide(session)))
}

/** The longer side of the document on the screen, in pixels, up to what is sharp on most and drawn in milliseconds. */
function seenSide({ data }: DocumentSession): number {
  const { zoom, pixelRatio } = view.getState()
  return Math.min(MAX_SIDE, Math.ceil(Math.max(data.width, data.height) * zoom * pixelRatio))
}

/** Lines are seen through the picture that is made of them; anything else through how strongly it is laid over. */
const laidOver = ({ ofLines }: ShownPicture, overlay: number): Pick<LayerPreview, 'opacity' | 'mode'> => ({
  opacity: overlay,
  mode: ofLines ? 'multiply' : 'normal',
})

/** The layers that hold translations of `source`. */
export const resultsOf = (data: DocumentData, source: LayerId): LayerId[] =>
  Object.values(data.layers)
    .filter(
      (layer) =>
        layer.kind === 'result' && layer.recipe.tool === 'translate' && layer.recipe.source === source,
    )
    .map(({ id }) => id)

const nothing = (): LayerPreview => ({ canvas: createSurface(1, 1).canvas, x: 0, y: 0, width: 1, height: 1 })
