import type { JobEvent } from '../../../electron/contract/define.ts'
import type { RasterId, SketchPoint } from '../../../electron/contract/document/index.ts'
import { toPlainError } from '../../../electron/contract/errors.ts'
import { engine } from '../../app/connection.ts'
import { reasonOf } from '../../app/failures.ts'
import { arrows, setLayerPreview } from '../../canvas/index.ts'
import { canvasOf, type DocumentSession, type Point } from '../../document/index.ts'
import { say, t } from '../../i18n/index.ts'
import { isBeside, type SketchLayers, sketchOf, strokesOn } from './layers.ts'
import { followEdited } from './photo/edited.ts'
import { pictureAt } from './pictures.ts'
import { laidOut, placeOf, pointAt } from './place.ts'
import { pulled } from './pulled.ts'
import { type Drawn, idle, type SketchState, sketchState } from './state.ts'

/**
 * A sketch under way: follows its layers, asks the engine for candidates that agree with them, and shows the chosen one
 * in the place of the sketch's picture. The document is not touched before something is kept.
 */
export class LiveSketch {
  readonly session: DocumentSession
  readonly #id: string
  readonly #result: string
  /** What is drawn on. */
  readonly #own: ReadonlySet<RasterId | undefined>
  #stop: (() => void)[] = []
  #asked: AbortController | null = null
  #waiting = false
  /** What it was like when it was suspended. */
  #before: SketchState | null = null
  #shapes = ''
  /** What was shown when it was kept. */
  #kept: readonly unknown[] = []

  constructor(session: DocumentSession, id: string, { result, color, outline }: SketchLayers) {
    this.session = session
    this.#id = id
    this.#result = result.id
    this.#own = new Set([color.raster, outline?.raster])
    sketchState.setState({ place: placeOf(session, result) })
    this.#follow()
  }

  #follow(): void {
    const { session } = this
    this.#shapes = this.#shape()
    this.#stop = [
      session.rasters.onChange((raster) => this.#own.has(raster) && this.search()),
      session.store.subscribe((now, before) => {
        if (now.revision === before.revision) return
        const shape = this.#shape()
        if (shape !== this.#shapes) this.search()
        this.#shapes = shape
      }),
      sketchState.subscribe((now, before) => {
        if (now.settings !== before.settings || now.words !== before.words || now.handles !== before.handles)
          this.search()
        if (
          now.found !== before.found ||
          now.chosen !== before.chosen ||
          now.beyond !== before.beyond ||
          now.shadow !== before.shadow ||
          now.photo !== before.photo
        )
          this.#show()
        if (now.handles !== before.handles || now.found !== before.found) this.#showHandles()
      }),
      pulled.subscribe(() => this.#showHandles()),
      followEdited(this),
    ]
    this.#show()
    this.#showHandles()
  }

  /** The sketch's layers as they are by now; undefined when its picture or colours were thrown away. */
  get layers(): SketchLayers | undefined {
    return sketchOf(this.session.data, this.#result)
  }

  /**
   * What decides beside pixels: which layers there are, and where they lie. Not whether they are seen: who hides strokes to look at the
   * picture below them asks for no other one. Nor how many pixels a kept picture has.
   */
  #shape(): string {
    const layers = this.layers
    if (!layers) return ''
    const of = ({ raster, transform }: SketchLayers['color']) => [raster, transform]
    const place = Object.values(placeOf(this.session, layers.result)).map((value) => value.toFixed(6))
    return JSON.stringify([of(layers.color), layers.outline && of(layers.outline), place])
  }

  /** Asks for candidates under what is drawn, soon; while strokes come, once for all that came since. */
  search(): void {
    if (this.#waiting) return
    this.#waiting = true
    requestAnimationFrame(() => {
      this.#waiting = false
      void this.#search()
    })
  }

  async #search(): Promise<void> {
    const layers = this.layers
    const { info, words, settings, chosen, handles } = sketchState.getState()
    if (info?.session !== this.#id || !layers) return
    const place = placeOf(this.session, layers.result)
    this.#asked?.abort()
    const asked = new AbortController()
    this.#asked = asked
    const color = strokesOn(this.session, layers.color, place)
    const outline = strokesOn(this.session, layers.outline, place)
    const strokes = { ...(color && { color }), ...(outline && { outline }), handles: [...handles] }
    const beside = [layers.color, layers.outline].some((layer) => isBeside(this.session, layer, place))
    const said = beside ? t('sketch:draw.beside') : ''
    sketchState.setState({ searching: true, beyond: null, path: null, shadow: null, said, place })
    try {
      const found = await engine.call(
        'sketch.update',
        { session: this.#id, strokes, words, settings, chosen },
        { signal: asked.signal, onEvent: (event) => asked === this.#asked && this.#hear(event) },
      )
      if (asked === this.#asked) sketchState.setState({ found, searching: false })
    } catch (thrown) {
      if (asked !== this.#asked) return
      const cancelled = toPlainError(thrown).code === 'cancelled'
      sketchState.setState({ searching: false, ...(!cancelled && { said: reasonOf(thrown) }) })
    }
  }

  #hear(event: JobEvent): void {
    if (event.kind === 'candidates') sketchState.setState({ found: event.found })
    if (event.kind === 'notice') sketchState.setState({ said: say(event.text) })
  }

  /**
   * The generator's picture that is shown, or would be if the edited photo were not, and what draws it again, as they came together:
   * the engine's search may be ahead of it. Undefined before there is one.
   */
  get drawn(): Drawn | undefined {
    const { found, chosen, beyond } = sketchState.getState()
    if (beyond) return beyond
    const point = found?.points[chosen]
    return found && point
      ? { pixels: pictureAt(found.pictures, chosen, found.points.length), point }
      : undefined
  }

  #show(): void {
    const { shadow, photo } = sketchState.getState()
    const { layers, drawn } = this
    const edited = !shadow && photo?.shown ? photo.edited : null
    const pixels = shadow ?? edited ?? drawn?.pixels
    if (!pixels || !layers) return
    if (!shadow && this.#deciding().every((each, k) => each === this.#kept[k]))
      setLayerPreview(layers.result.id, null)
    else
      setLayerPreview(layers.result.id, {
        ...laidOut(placeOf(this.session, layers.result), canvasOf(pixels)),
        masked: edited !== null,
      })
  }

  #showHandles(): void {
    const { handles, found, place, searching } = sketchState.getState()
    const { handle } = pulled.getState()
    if (!place) return
    const point = (share: Point) => pointAt(place, share)
    const shown = handles.map(({ from, to }, k) => {
      const at = searching || found?.handles.length === handles.length ? found?.handles[k] : undefined
      return { from: point(from), to: point(to), at: at && point(at) }
    })
    arrows.setState({
      arrows: handle ? [...shown, { from: point(handle.from), to: point(handle.to) }] : shown,
    })
  }

  /** Ends the search: what is shown stays what it is. */
  rest(): void {
    if (!this.#asked) return
    this.#asked.abort()
    this.#asked = null
    sketchState.setState({ searching: false })
  }

  /** Shows the sketch's layer, in which what is shown was kept, until something else is to be shown. */
  showKept(): void {
    this.#kept = this.#deciding()
    this.#show()
  }

  /** What decides how the sketch's layer would be kept by now. */
  #deciding(): readonly unknown[] {
    const { photo } = sketchState.getState()
    return [this.drawn?.point, ...(photo ? [photo.strength, photo.mask, photo.shown] : [])]
  }

  /** Whether a latent is this generator's. */
  fits({ latent }: SketchPoint): boolean {
    return latent.length === sketchState.getState().info?.latent
  }

  /** Its document goes behind another: nothing of it is shown, and the engine rests, until {@link resume}. */
  suspend(): void {
    for (const stop of this.#stop.splice(0)) stop()
    this.#asked?.abort()
    this.#asked = null
    this.#before = sketchState.getState()
    setLayerPreview(this.#result, null)
    arrows.setState({ arrows: [] })
    sketchState.setState(idle)
  }

  /** Its document is in front again. */
  resume(): void {
    const before = this.#before
    if (!before) return
    sketchState.setState(before)
    this.#follow()
    if (before.searching) this.search()
  }

  end(): void {
    if (this.#stop.length > 0) this.suspend()
    void engine.call('sketch.close', { session: this.#id }).catch(() => {})
  }
}

let current: LiveSketch | null = null

/** The sketch under way; null while there is none. */
export const liveSketch = (): LiveSketch | null => current

export function setLiveSketch(sketch: LiveSketch | null): void {
  current = sketch
}
