import { GanvasError } from '../../../electron/contract/errors.ts'
import { type DocumentSession, newId } from '../../document/index.ts'
import { engine } from '../connection.ts'
import { reportError } from '../failures.ts'
import { AutosaveClock } from './clock.ts'
import { type Pace, RecoveryCopy } from './recoveryCopy.ts'

/** Keeps the recovery copy of one open document up to date. */
export class Keeper {
  readonly #session: DocumentSession
  readonly #copy: RecoveryCopy
  readonly #onChange: () => void
  readonly #clock = new AutosaveClock(() => this.#begin())
  readonly #leave: () => void
  #writing: Promise<void> = Promise.resolve()
  #kept = true
  #stopped = false
  #told = false

  /** @param onChange called when {@link kept} or {@link id} has changed */
  constructor(session: DocumentSession, id: string, pace: Pace, onChange: () => void) {
    this.#session = session
    this.#copy = new RecoveryCopy(session, engine, pace, id)
    this.#onChange = onChange
    let { revision } = session.store.getState()
    this.#leave = session.store.subscribe((state) => {
      if (state.revision === revision) return
      revision = state.revision
      this.changed()
    })
  }

  /** What the copy is kept under. */
  get id(): string {
    return this.#copy.id
  }

  /** Whether a reload at this moment would bring the document back just as it is. */
  get kept(): boolean {
    return this.#kept
  }

  /** There is something to keep, soon. */
  changed(): void {
    this.#setKept(false)
    this.#clock.changed()
  }

  /** Keeps now what would be kept later. */
  flush(): void {
    this.#clock.flush()
  }

  /** Forgets what was sent: a new engine process may not have it. */
  resend(): void {
    this.#copy.forget()
    if (this.#session.store.getState().unsaved) this.changed()
  }

  /** Removes the copy: the document was saved, or given up. */
  async discard(): Promise<void> {
    this.#clock.stop()
    this.#copy.forget()
    this.#setKept(true)
    await this.#writing
    try {
      await engine.call('recovery.discard', { documentId: this.id })
    } catch (thrown) {
      // It is another window's, which has the same document open: there was none of this one.
      if (thrown instanceof GanvasError && thrown.code === 'unavailable') return
      reportError(thrown, 'app:failure.autosave')
    }
  }

  /** The document was closed. */
  stop(): void {
    this.#stopped = true
    this.#leave()
    this.#clock.stop()
    this.#copy.stop()
  }

  #begin(): void {
    // A page that is about to end cannot wait for the engine's answer to what was sent before; the engine keeps the order.
    this.#writing = document.hidden
      ? Promise.all([this.#writing, this.#write()]).then(() => {})
      : this.#writing.then(() => this.#write())
  }

  async #write(): Promise<void> {
    if (this.#stopped) return
    const { revision } = this.#session.store.getState()
    try {
      await this.#copy.update()
      this.#told = false
      if (this.#session.store.getState().revision === revision) this.#setKept(true)
    } catch (thrown) {
      if (this.#stopped) return
      this.#copy.forget()
      // The page says so by itself, and sends everything again when the engine is back.
      if (thrown instanceof GanvasError && thrown.code === 'engine-lost') return
      if (thrown instanceof GanvasError && thrown.code === 'unavailable') return this.#keepApart()
      this.#clock.failed()
      // Once, not every half minute.
      if (!this.#told) reportError(thrown, 'app:failure.autosave')
      this.#told = true
    }
  }

  /** The same document is open in another window too, to which its recovery copy belongs: this one gets one of its own. */
  #keepApart(): void {
    this.#copy.id = newId('copy')
    this.#onChange()
    this.changed()
  }

  #setKept(kept: boolean): void {
    if (kept === this.#kept) return
    this.#kept = kept
    this.#onChange()
  }
}
