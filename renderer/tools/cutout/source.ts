import type { Input, Output } from '../../../electron/contract/define.ts'
import { rasterIdsOf } from '../../../electron/contract/document/index.ts'
import type { EngineContract } from '../../../electron/contract/engine.ts'
import { toPlainError } from '../../../electron/contract/errors.ts'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { engine } from '../../app/connection.ts'
import { toolSettings } from '../../canvas/index.ts'
import { composite, type DocumentSession, isolated } from '../../document/index.ts'

type Hints = Input<EngineContract, 'cutout.select'>['hints']
export type CutOutAnswer = Output<EngineContract, 'cutout.select'>

/** What objects are cut out of, of the document's size: all layers, or the active one. */
export function sourcePixels(session: DocumentSession): Pixels {
  const { width, height, active } = session.data
  const { sampleAll } = toolSettings.getState().subject
  return sampleAll || !active ? composite(session) : isolated(session, active, { x: 0, y: 0, width, height })
}

/** Changes exactly when {@link sourcePixels} may. */
function sourceKey({ data, rasters }: DocumentSession): string {
  const { sampleAll } = toolSettings.getState().subject
  const { layers, root, width, height, active } = data
  const versions = [...rasterIdsOf({ ...data, selection: null, masks: [] })].map(
    (id) => rasters.get(id).version,
  )
  return JSON.stringify([width, height, sampleAll || active, layers, root, versions])
}

/** The picture that the engine holds to cut from, sent again only when it changed. */
export class CutOutSource {
  #open: { session: DocumentSession; key: string; id: Promise<string> } | null = null

  /** Sends the picture ahead, so that the first answer comes sooner. */
  prepare(session: DocumentSession): void {
    this.#opened(session).catch(() => {})
  }

  /** @throws GanvasError `cancelled` when something newer was asked for */
  async select(
    session: DocumentSession,
    hints: Hints,
    draft: boolean,
    signal?: AbortSignal,
  ): Promise<CutOutAnswer> {
    const ask = async () =>
      engine.call(
        'cutout.select',
        { session: await this.#opened(session), hints, draft },
        signal ? { signal } : {},
      )
    try {
      return await ask()
    } catch (thrown) {
      // The engine forgot the picture: it was started again, or other pages sent theirs.
      if (toPlainError(thrown).code !== 'not-found') throw thrown
      this.#open = null
      return ask()
    }
  }

  close(): void {
    const open = this.#open
    this.#open = null
    open?.id.then((session) => engine.call('cutout.close', { session })).catch(() => {})
  }

  #opened(session: DocumentSession): Promise<string> {
    const key = sourceKey(session)
    if (this.#open?.session === session && this.#open.key === key) return this.#open.id
    this.close()
    const id = engine.call('cutout.open', { picture: sourcePixels(session) }).then((answer) => answer.session)
    this.#open = { session, key, id }
    id.catch(() => {
      if (this.#open?.id === id) this.#open = null
    })
    return id
  }
}
