import type { BlendSettings, Transform } from '../../contract/document/index.ts'
import type { Text } from '../../contract/text.ts'
import type { Correction } from '../../tools/blend/anchor.ts'
import type { BlendThreads } from '../compute/blendThreads.ts'
import type { ChoosePlace } from '../sessions/place.ts'
import { type BlendingNetwork, openBlendingNetwork } from './network.ts'

/** Whether these settings take their colours from the blending network. */
export const usesNetwork = ({ method, anchor }: BlendSettings): boolean => method === 'gp' && anchor === 'gan'

/** The blending network, opened when it is first needed and kept. */
export class BlendCorrections {
  readonly #modelsFolder: string
  readonly #place: ChoosePlace
  readonly #tell: (said: Text) => void
  #network: Promise<BlendingNetwork> | null = null

  constructor(modelsFolder: string, place: ChoosePlace, tell: (said: Text) => void) {
    this.#modelsFolder = modelsFolder
    this.#place = place
    this.#tell = tell
  }

  /**
   * What the network makes of the scene that `threads` hold; undefined for settings that do not use it, and when the
   * object lies outside the photo.
   *
   * @throws GanvasError `unavailable` when the network is not installed, `unreadable-file` when it is damaged
   */
  async of(
    threads: BlendThreads,
    transform: Transform,
    settings: BlendSettings,
    signal?: AbortSignal,
  ): Promise<Correction | undefined> {
    if (!usesNetwork(settings)) return undefined
    const network = await this.#opened()
    const view = await threads.call('view', { transform }, { signal })
    return view ? network(view) : undefined
  }

  /** One that could not be opened is tried again the next time: it may have been installed since. */
  #opened(): Promise<BlendingNetwork> {
    this.#network ??= openBlendingNetwork(this.#modelsFolder, this.#place, this.#tell).catch((error) => {
      this.#network = null
      throw error
    })
    return this.#network
  }
}
