import type { EngineContract } from '../../contract/engine.ts'
import { type Device, DeviceId, type DeviceList } from '../../contract/procedures/app.ts'
import { sentences } from '../../contract/sentences.ts'
import type { Handlers } from '../../contract/server.ts'
import { inEnglish, text } from '../../contract/text.ts'
import type { Log } from '../logs.ts'
import type { SettingsStore } from '../settings.ts'
import { existsOn, reasonOf } from './reasons.ts'
import { type ProbeAnswer, probeInChild } from './spawn.ts'

export interface DevicesDeps {
  settings: SettingsStore
  log: Log
  /** Tries one provider. Tests replace it. */
  probe?: (id: DeviceId) => Promise<ProbeAnswer>
}

export interface Devices {
  /** The device that networks are to be computed on now. */
  active(): Promise<DeviceId>
  handlers: Pick<Handlers<EngineContract>, 'devices.list'>
}

/** The devices, fastest first: `auto` takes the first usable one, and the processor is always there. */
const order = DeviceId.options

/**
 * Lists the devices; each is tried once, at the first question, in a process that may crash without harm.
 * A chosen device that is unusable is replaced by the processor, and the notice says so.
 */
export function createDeviceHandlers({ settings, log, probe = probeInChild }: DevicesDeps): Devices {
  let probed: Promise<Device[]> | null = null

  async function probeAll(): Promise<Device[]> {
    const devices = await Promise.all(order.map((id) => describeDevice(id, probe)))
    for (const { id, reason } of devices)
      log.info(`device ${id}: ${reason ? `unusable. ${inEnglish(reason)}` : 'usable'}`)
    return devices
  }

  const list = async (probeAgain: boolean): Promise<DeviceList> => {
    if (probeAgain || !probed) probed = probeAll()
    return choose(await probed, settings.get().device)
  }

  return {
    // Nobody who wants the processor waits for the others to be tried.
    active: async () => (settings.get().device === 'cpu' ? 'cpu' : (await list(false)).active),
    handlers: { 'devices.list': ({ probeAgain }) => list(probeAgain) },
  }
}

async function describeDevice(id: DeviceId, probe: (id: DeviceId) => Promise<ProbeAnswer>): Promise<Device> {
  const title = sentences.deviceNames[id]
  if (!existsOn(id, process.platform, process.arch)) return { id, title, usable: false, reason: reasonOf(id) }
  const answer = await probe(id)
  if (answer.ok) return { id, title, usable: true, reason: null }
  return { id, title, usable: false, reason: reasonOf(id, answer.error) }
}

/** Which device is used, given which are usable and what the settings say. */
export function choose(devices: Device[], setting: string): DeviceList {
  const chosen = DeviceId.safeParse(setting)
  const selected = chosen.success ? chosen.data : 'auto'
  const usable = devices.filter((device) => device.usable).map(({ id }) => id)
  if (selected === 'auto') return { devices, selected, active: usable[0] ?? 'cpu', notice: null }
  const device = devices.find(({ id }) => id === selected)
  if (device?.usable) return { devices, selected, active: selected, notice: null }
  const reason = device?.reason ?? reasonOf(selected)
  const notice = text('devices.fallback', { device: text(`deviceNames.${selected}`), reason })
  return { devices, selected, active: 'cpu', notice }
}
