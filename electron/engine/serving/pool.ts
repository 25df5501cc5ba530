import { ServerFault } from './fault.ts'

/** How long a server is left alone after it failed, in milliseconds: at first, and at most. */
export interface Pauses {
  first: number
  most: number
  /** The longest pause that is waited for; where all servers rest longer, the work is done here. */
  waited: number
}

export const PAUSES: Pauses = { first: 250, most: 30_000, waited: 2000 }

/** One server among others: how much it has to do for us, and when it may be asked again. */
interface Member<S> {
  server: S
  underWay: number
  failures: number
  /** By the clock of `now`, in milliseconds; 0: at once. */
  restsUntil: number
}

/**
 * Shares work between servers: each piece goes to the one that has the least to do, the first of those where several
 * have as little. One that fails rests, for twice as long each time, and its work goes to the others.
 */
export class ServerPool<S> {
  readonly #members: readonly Member<S>[]
  readonly #pauses: Pauses
  readonly #now: () => number

  constructor(servers: readonly S[], pauses: Pauses = PAUSES, now: () => number = () => performance.now()) {
    this.#members = servers.map((server) => ({ server, underWay: 0, failures: 0, restsUntil: 0 }))
    this.#pauses = pauses
    this.#now = now
  }

  get servers(): readonly S[] {
    return this.#members.map(({ server }) => server)
  }

  /**
   * Has a piece of work done by some server.
   *
   * @param fits whether a server is to be asked at all; false for one after it lacked what is asked for
   * @param work rejects with a `ServerFault` where the server is to blame; anything else is passed on
   * @param onFault told of each fault, and of which server
   * @returns null where no server does it: none fits, or all rest for longer than is waited for
   */
  async run<T>(
    fits: (server: S) => boolean,
    work: (server: S) => Promise<T>,
    onFault: (server: S, fault: ServerFault) => void,
  ): Promise<{ result: T } | null> {
    for (;;) {
      const member = await this.#next(fits)
      if (!member) return null
      try {
        const result = await work(member.server)
        member.failures = 0
        return { result }
      } catch (thrown) {
        if (!(thrown instanceof ServerFault)) throw thrown
        // What lacks one network may have the others.
        if (thrown.kind !== 'lacks') this.#rest(member, thrown)
        onFault(member.server, thrown)
      } finally {
        member.underWay--
      }
    }
  }

  /** Takes the server with the least to do among those that are awake, as soon as one is. */
  async #next(fits: (server: S) => boolean): Promise<Member<S> | null> {
    for (;;) {
      const fitting = this.#members.filter(({ server }) => fits(server))
      const now = this.#now()
      const awake = fitting.filter(({ restsUntil }) => restsUntil <= now)
      if (awake.length > 0) {
        const taken = awake.reduce((least, member) => (member.underWay < least.underWay ? member : least))
        // At once, so that the next one who asks sees it.
        taken.underWay++
        return taken
      }
      const wakes = Math.min(...fitting.map(({ restsUntil }) => restsUntil))
      if (!(wakes - now <= this.#pauses.waited)) return null
      await new Promise((resolve) => setTimeout(resolve, wakes - now))
    }
  }

  #rest(member: Member<S>, { retryAfter, passes }: ServerFault): void {
    const { first, most } = this.#pauses
    const pause = passes ? Math.min(most, first * 2 ** member.failures) : most
    member.failures++
    member.restsUntil = this.#now() + Math.max(pause, retryAfter)
  }
}
