import type { DeviceId } from '../../contract/procedures/app.ts'
import { type Text, text } from '../../contract/text.ts'
import { openDeferring } from '../../graph/deferred/session.ts'
import type { DeviceTensor, OpenSession, Session, SessionFeeds, SessionTensors } from '../../graph/session.ts'
import { adaptedTo } from './adapt.ts'
import { compareOn, faultOf, TOLERANCE } from './compare.ts'
import { openOn, type RuntimeOptions } from './runtime.ts'
import { networkHash, type Verdict, type Verdicts } from './verdicts.ts'

export interface OpenerOptions extends RuntimeOptions {
  device: DeviceId
  verdicts: Verdicts
  /** Called, once a network, with the reason why the processor computes in place of the device. */
  tell: (said: Text) => void
  /** What calls the network by a name that a person knows. */
  title: string
  /** A device that is slower than the processor is used all the same: drivers by software, in tests. */
  allowSlow?: boolean | undefined
  /** Opens one session on one device. Tests replace it. */
  openOn?: typeof openOn
  /** In milliseconds. */
  now?: () => number
}

/**
 * Opens networks on the chosen device, as far as it is to be trusted: what differs from the processor by more than
 * rounding, fails or is slower there is computed by the processor, and so is what fails later on.
 */
export function createOpener(options: OpenerOptions): OpenSession {
  const told = new Set<string>()
  const tell = (network: string, verdict: Verdict) => {
    if (told.has(network)) return
    told.add(network)
    options.tell(sayingOf(options.device, options.title, verdict))
  }
  return async (model, openOptions = {}) => {
    const { device, openOn: open = openOn, allowSlow = false, now, ...runtime } = options
    const onCpu = () => openDeferring((bytes) => open('cpu', bytes, runtime), model, openOptions)
    if (device === 'cpu') return onCpu()
    const network = openOptions.network ?? networkHash(model)
    const known = options.verdicts.get(device, network)
    if (known?.fault) {
      tell(network, known)
      return onCpu()
    }
    const decide = (verdict: Verdict) => {
      options.verdicts.set(device, network, verdict)
      if (verdict.fault) tell(network, verdict)
    }
    try {
      const { kept } = openOptions
      const onDevice = (bytes: Uint8Array) =>
        open(device, adaptedTo(device, bytes), { ...runtime, ...(kept && { kept }) })
      const trusted = async (bytes: Uint8Array, checked: boolean) =>
        new TrustedSession(await onDevice(bytes), {
          openCpu: () => open('cpu', bytes, runtime),
          decide,
          checked,
          allowSlow,
          now,
        })
      const trial = known ? undefined : openOptions.trial?.()
      if (!trial) return await trusted(model, known !== undefined)
      const tried = await trusted(trial.model ?? model, false)
      await tried.run(trial.feeds)
      if (!trial.model) return tried
      await tried.release()
      return options.verdicts.get(device, network)?.fault ? await onCpu() : await trusted(model, true)
    } catch (thrown) {
      decide(failure(thrown))
      return onCpu()
    }
  }
}

interface Trust {
  openCpu: () => Promise<Session>
  /** Remembers what was found, and tells it. */
  decide: (verdict: Verdict) => void
  /** Whether the device was compared before. */
  checked: boolean
  allowSlow: boolean
  now: (() => number) | undefined
}

/** A session on a device that gives way to one on the processor. */
class TrustedSession implements Session {
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  #device: Session | null
  #cpu: Promise<Session> | null = null
  #checked: boolean
  readonly #trust: Trust

  constructor(device: Session, trust: Trust) {
    this.inputs = device.inputs
    this.outputs = device.outputs
    this.#device = device
    this.#checked = trust.checked
    this.#trust = trust
  }

  async run(feeds: SessionFeeds, wanted?: Parameters<Session['run']>[1]): Promise<SessionTensors> {
    if (this.#device && !this.#checked) return this.#check(feeds, wanted)
    return this.#orOnProcessor(feeds, wanted, (device) => device.run(feeds, wanted))
  }

  /** What is compared first comes from the processor, and so nothing of it stays on the device. */
  async runKeeping(feeds: SessionFeeds, into: SessionTensors): Promise<ReadonlyMap<string, DeviceTensor>> {
    let kept: ReadonlyMap<string, DeviceTensor> = new Map()
    if (!this.#checked || !this.#device?.runKeeping) await this.run(feeds, into)
    else
      await this.#orOnProcessor(feeds, into, async (device) => {
        kept = await device.runKeeping!(feeds, into)
        return into
      })
    return kept
  }

  async release(): Promise<void> {
    await this.#device?.release()
    await (await this.#cpu)?.release()
  }

  /** A device may vanish, or run out of memory; the processor is still there. */
  async #orOnProcessor(
    feeds: SessionFeeds,
    wanted: Parameters<Session['run']>[1],
    onDevice: (device: Session) => Promise<SessionTensors>,
  ): Promise<SessionTensors> {
    if (this.#device)
      try {
        return await onDevice(this.#device)
      } catch (thrown) {
        await this.#giveUp(failure(thrown))
      }
    return (await this.#processor()).run(feeds, wanted)
  }

  /** Computes on both. @returns the processor's results */
  async #check(feeds: SessionFeeds, wanted?: Parameters<Session['run']>[1]): Promise<SessionTensors> {
    const cpu = await this.#processor()
    try {
      const { results, ...found } = await compareOn(this.#device!, cpu, feeds, wanted, this.#trust.now)
      const fault = faultOf(found, this.#trust.allowSlow)
      const verdict = { ...found, difference: finite(found.difference), fault, said: '' }
      this.#checked = true
      if (fault) await this.#giveUp(verdict)
      else {
        this.#trust.decide(verdict)
        this.#cpu = null
        await cpu.release()
      }
      return results
    } catch (thrown) {
      await this.#giveUp(failure(thrown))
      return cpu.run(feeds, wanted)
    }
  }

  async #giveUp(verdict: Verdict): Promise<void> {
    const device = this.#device
    this.#device = null
    this.#trust.decide(verdict)
    // A device that is gone may refuse even this.
    await device?.release().catch(() => {})
  }

  #processor(): Promise<Session> {
    this.#cpu ??= this.#trust.openCpu()
    return this.#cpu
  }
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

function failure(thrown: unknown): Verdict {
  const said = thrown instanceof Error ? thrown.message : String(thrown)
  return { fault: 'failed', difference: null, deviceSeconds: null, cpuSeconds: null, said }
}

/** Why the processor computes a network in place of a device. */
export function sayingOf(device: DeviceId, network: string, verdict: Verdict): Text {
  const { fault, difference, deviceSeconds, cpuSeconds, said } = verdict
  const values = { device: text(`deviceNames.${device}`), network }
  if (fault === 'differs')
    return text('devices.differs', {
      ...values,
      difference: difference === null ? '∞' : difference.toPrecision(2),
      limit: TOLERANCE,
    })
  if (fault === 'slower')
    return text('devices.slower', {
      ...values,
      seconds: deviceSeconds!.toPrecision(2),
      cpu: cpuSeconds!.toPrecision(2),
    })
  return text('devices.failed', { ...values, reason: said.split('\n')[0]!.slice(0, 200) })
}
