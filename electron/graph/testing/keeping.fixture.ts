import {
  type DeviceTensor,
  LostTensor,
  type OpenSession,
  type SessionFeeds,
  type SessionTensor,
} from '../session.ts'
import { openOnProcessor } from './runtime.fixture.ts'

/** A device that keeps tensors, counts them, and can be lost with all of them. It computes as the processor does. */
export class KeepingDevice {
  lost = false
  readonly living = new Set<DeviceTensor>()
  /** Outputs that were left on it, ever. */
  kept = 0

  readonly open: OpenSession = async (model, { kept = [] } = {}) => {
    const session = await openOnProcessor()(model)
    return {
      ...session,
      run: async (feeds, wanted) => session.run(await this.#feeds(feeds), wanted),
      runKeeping: async (feeds, into) => {
        const results = await session.run(await this.#feeds(feeds))
        for (const [name, { data }] of Object.entries(results))
          if (!kept.includes(name)) (into[name]!.data as Float32Array).set(data as Float32Array)
        return new Map(kept.map((name) => [name, this.#keep(results[name]!)]))
      },
    }
  }

  #keep({ data, shape }: SessionTensor): DeviceTensor {
    const tensor: DeviceTensor = {
      shape,
      read: async () => {
        if (this.lost || !this.living.has(tensor)) throw new LostTensor('the driver was reset')
        return (data as Float32Array).slice()
      },
      release: () => this.living.delete(tensor),
    }
    this.living.add(tensor)
    this.kept++
    return tensor
  }

  async #feeds(feeds: SessionFeeds): Promise<SessionFeeds> {
    const read = Object.entries(feeds).map(async ([name, feed]) =>
      'read' in feed
        ? ([name, { data: await feed.read(), shape: feed.shape }] as const)
        : ([name, feed] as const),
    )
    return Object.fromEntries(await Promise.all(read))
  }
}
