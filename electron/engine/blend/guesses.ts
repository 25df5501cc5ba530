import type { BlendSettings, Transform } from '../../contract/document/index.ts'
import type { Text } from '../../contract/text.ts'
import type { Guess } from '../../tools/blend/plan.ts'
import type { BlendThreads } from '../compute/blendThreads.ts'
import type { ChoosePlace } from '../sessions/place.ts'
import { type Harmonizer, openHarmonizer } from './harmonizer.ts'
import { type BlendingNetwork, openBlendingNetwork } from './network.ts'

/** Whether these settings take their colours from the blending network. */
export const usesNetwork = ({ method, anchor }: BlendSettings): boolean => method === 'gp' && anchor === 'gan'

/** Whether these settings take what a network guesses. */
export const guesses = (settings: BlendSettings): boolean =>
  usesNetwork(settings) || settings.method === 'harmonize'

/** The networks of blends, each opened when it is first needed and kept. */
export class BlendGuesses {
  readonly #modelsFolder: string
  readonly #place: ChoosePlace
  readonly #tell: (said: Text) => void
  #network: Promise<BlendingNetwork> | null = null
  #harmonizer: Promise<Harmonizer> | null = null

  constructor(modelsFolder: string, place: ChoosePlace, tell: (said: Text) => void) {
    this.#modelsFolder = modelsFolder
    this.#place = place
    this.#tell = tell
  }

  /**
   * What a network makes of the scene that `threads` hold; nothing for settings that use none, and when the object lies
   * outside the photo.
   *
   * @throws GanvasError `unavailable` when the network is not installed, `unreadable-file` when it is damaged
   */
  async of(
    threads: BlendThreads,
    transform: Transform,
    settings: BlendSettings,
    signal?: AbortSignal,
  ): Promise<Guess> {
    if (settings.method === 'harmonize') {
      const harmonizer = await this.#openedHarmonizer()
      const statistics = await threads.call('statistics', { transform }, { signal })
      return statistics ? { harmony: harmonizer(statistics) } : {}
    }
    if (!usesNetwork(settings)) return {}
    const network = await this.#openedNetwork()
    const view = await threads.call('view', { transform }, { signal })
    return view ? { correction: await network(view) } : {}
  }

  /** One that could not be opened is tried again the next time: it may have been installed since. */
  #openedNetwork(): Promise<BlendingNetwork> {
    this.#network ??= openBlendingNetwork(this.#modelsFolder, this.#place, this.#tell).catch((error) => {
      this.#network = null
      throw error
    })
    return this.#network
  }

  #openedHarmonizer(): Promise<Harmonizer> {
    this.#harmonizer ??= openHarmonizer(this.#modelsFolder).catch((error) => {
      this.#harmonizer = null
      throw error
    })
    return this.#harmonizer
  }
}
