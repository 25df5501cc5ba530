import type { BlendSettings, RasterLayer, Transform } from '../../../electron/contract/document/index.ts'
import { toPlainError } from '../../../electron/contract/errors.ts'
import type { Pixels, Rect } from '../../../electron/contract/pixels.ts'
import { engine } from '../../app/connection.ts'
import { reportError } from '../../app/failures.ts'
import { setLayerPreview } from '../../canvas/index.ts'
import { canvasOf, currentSession } from '../../document/index.ts'
import { addPicture, closeUp, missingCandidates } from './comparison.ts'
import { type PreviewScene, previewKey, previewScene } from './scene.ts'

interface Opened {
  id: string
  key: string
  scene: Omit<PreviewScene, 'background' | 'source' | 'mask'>
  background: OffscreenCanvas
}

interface Wanted {
  object: RasterLayer
  transform: Transform
  settings: BlendSettings
}

/**
 * Keeps the blended object on the canvas while it is dragged and while settings change. One request is in flight
 * at a time; the newest request waits, older ones are dropped. Every request is answered by a draft first, and exactly as
 * soon as nothing newer is requested; then other settings are tried, where they are compared.
 */
export class LivePreview {
  readonly #onTime: (milliseconds: number | null) => void
  readonly #client: Pick<typeof engine, 'call'>
  #opened: Opened | null = null
  #shown: string | null = null
  #wanted: Wanted | null = null
  #busy = false
  /** Counts the times it was switched off, so that an answer that comes after is dropped. */
  #epoch = 0

  /** @param onTime called with the milliseconds that the engine took for each picture, null when none is shown. */
  constructor(onTime: (milliseconds: number | null) => void, client: Pick<typeof engine, 'call'> = engine) {
    this.#onTime = onTime
    this.#client = client
  }

  show(object: RasterLayer, transform: Transform, settings: BlendSettings): void {
    if (this.#shown && this.#shown !== object.id) this.#takeAway()
    this.#wanted = { object, transform, settings }
    if (!this.#busy) void this.#work()
  }

  hide(): void {
    this.#epoch++
    this.#wanted = null
    this.#takeAway()
    const opened = this.#opened
    this.#opened = null
    if (opened) void this.#client.call('blend.preview.close', { session: opened.id }).catch(() => {})
  }

  async #work(): Promise<void> {
    this.#busy = true
    while (this.#wanted) {
      const wanted = this.#wanted
      this.#wanted = null
      const epoch = this.#epoch
      try {
        await this.#render(wanted, epoch, true)
        if (!this.#wanted && epoch === this.#epoch) await this.#render(wanted, epoch, false)
        if (!this.#wanted && epoch === this.#epoch) await this.#compare(wanted, epoch)
      } catch (thrown) {
        this.#opened = null
        this.#takeAway()
        // The engine comes back by itself, and the next drag opens a session there. What cannot be blended, such as
        // a layer nothing is painted on yet, is shown as it is; Blend says why.
        if (!['engine-lost', 'not-found', 'invalid-input'].includes(toPlainError(thrown).code))
          reportError(thrown, 'blend:livePreview')
      }
    }
    this.#busy = false
  }

  async #render({ object, transform, settings }: Wanted, epoch: number, draft: boolean): Promise<void> {
    const opened = await this.#open(object)
    const answer = await this.#ask(opened, transform, settings, draft)
    // Switched off, or gone to another object, while the engine worked.
    const next = this.#wanted?.object ?? object
    if (epoch !== this.#epoch || next.id !== object.id) return
    this.#place(object, answer.pixels, answer.rect, opened.scene.scale)
    this.#onTime(answer.milliseconds)
  }

  #ask({ id, scene }: Opened, transform: Transform, settings: BlendSettings, draft: boolean) {
    const { scale, sourceScale } = scene
    return this.#client.call('blend.preview.update', {
      session: id,
      transform: {
        x: transform.x * scale,
        y: transform.y * scale,
        scaleX: (transform.scaleX * scale) / sourceScale.x,
        scaleY: (transform.scaleY * scale) / sourceScale.y,
        rotation: transform.rotation,
      },
      settings,
      draft,
    })
  }

  /** One after the other, until something newer is requested. */
  async #compare({ object, transform, settings }: Wanted, epoch: number): Promise<void> {
    const opened = this.#opened
    if (!opened) return
    const { background, scene, key } = opened
    const view = closeUp(currentSession(), object, transform, scene.scale, background)
    for (const candidate of missingCandidates(settings, key + JSON.stringify(transform))) {
      const answer = await this.#ask(opened, transform, candidate, false).catch((thrown) => {
        // A method whose model is not installed has no picture.
        if (toPlainError(thrown).code !== 'unavailable') throw thrown
      })
      if (this.#wanted || epoch !== this.#epoch) return
      if (answer) addPicture(candidate, background, answer, view)
    }
  }

  async #open(object: RasterLayer): Promise<Opened> {
    const key = previewKey(currentSession(), object)
    if (this.#opened?.key === key) return this.#opened
    const { background, source, mask, ...scene } = previewScene(currentSession(), object)
    // The pixels themselves go to the engine.
    const below = canvasOf(background)
    const { session: id } = await this.#client.call('blend.preview.open', {
      background,
      source,
      ...(mask && { mask }),
    })
    this.#opened = { id, key, scene, background: below }
    return this.#opened
  }

  #place(object: RasterLayer, pixels: Pixels, rect: Rect, scale: number): void {
    this.#shown = object.id
    setLayerPreview(object.id, {
      canvas: canvasOf(pixels),
      x: rect.x / scale,
      y: rect.y / scale,
      width: rect.width / scale,
      height: rect.height / scale,
    })
  }

  #takeAway(): void {
    if (this.#shown) setLayerPreview(this.#shown, null)
    this.#shown = null
    this.#onTime(null)
  }
}
