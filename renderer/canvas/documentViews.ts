import { type DocumentSession, followSession, openDocuments } from '../document/index.ts'
import { followOriginals } from './compositor/asOpened.ts'
import { clearLayerPreviews } from './overlay.ts'
import { type ViewState, view } from './view.ts'
import { fitView } from './viewCommands.ts'
import { keptInMiddle } from './viewMath.ts'

/** What of the view is the document's own; the rest is as the user likes it, or as large as the window is. */
type OwnView = Pick<
  ViewState,
  'zoom' | 'panX' | 'panY' | 'compare' | 'guides' | 'width' | 'height' | 'pixelRatio'
>

const left = new WeakMap<DocumentSession, OwnView>()

/** Shows each document as it was left, and one that was never seen whole; remembers each as it was opened. Called once at start-up. */
export function followDocuments(): void {
  followOriginals()
  followSession((session) => {
    clearLayerPreviews()
    enter(session)
    return () => {
      const { zoom, panX, panY, compare, guides, width, height, pixelRatio } = view.getState()
      left.set(session, { zoom, panX, panY, compare, guides, width, height, pixelRatio })
    }
  })
}

function enter(session: DocumentSession): void {
  // The canvas goes with the last document: one that is yet to be mounted fits the next as its first.
  if (openDocuments.getState().front === null) {
    view.setState({ width: 0, height: 0 })
    return
  }
  const before = left.get(session)
  if (before) {
    const { compare, guides } = before
    view.setState({ ...keptInMiddle(before, view.getState(), session.data), compare, guides })
    return
  }
  view.setState({ compare: { mode: 'off', position: 0.5 }, guides: { x: [], y: [] } })
  if (view.getState().width > 0) fitView()
}
