import type { EngineContract } from '../../contract/engine.ts'
import { GanvasError } from '../../contract/errors.ts'
import {
  ChosenDevice,
  type Device,
  type DeviceCheck,
  DeviceId,
  type DeviceList,
} from '../../contract/procedures/app.ts'
import { sentences } from '../../contract/sentences.ts'
import type { Handlers } from '../../contract/server.ts'
import { inEnglish, text } from '../../contract/text.ts'
import { checkModel } from '../devices/checkModel.ts'
import { cudaHint, installCuda } from '../devices/cuda.ts'
import { existsOn, reasonOf } from '../devices/reasons.ts'
import { type ProbeAnswer, probeInChild } from '../devices/spawn.ts'
import type { Log } from '../logs.ts'
import { listModels } from '../models/folder.ts'
import { TOLERANCE } from '../sessions/compare.ts'
import type { SettingsStore } from '../settings.ts'

export interface DevicesDeps {
  modelsFolders: readonly string[]
  dataFolder: string
  settings: SettingsStore
  log: Log
  /** The addresses of the servers that networks may be computed on. */
  servers?: () => string[]
  /** Computes in place of the one in the settings, and is not replaced by another. */
  only?: ChosenDevice | undefined
  /** Tries one provider. Tests replace it. */
  probe?: (id: DeviceId) => Promise<ProbeAnswer>
}

export interface Devices {
  /** The device that networks are to be computed on now. */
  active(): Promise<ChosenDevice>
  /** The device of this machine that trains, and does what servers do not. */
  local(): Promise<DeviceId>
  handlers: Pick<Handlers<EngineContract>, 'devices.list' | 'devices.check' | 'devices.install'>
}

/** The devices, fastest first: `auto` takes the first usable one, and the processor is always there. */
const order = DeviceId.options

/**
 * Lists the devices; each is tried once, at the first question, in a process that may crash without harm.
 * A chosen device that is unusable is replaced by the processor, and the notice says so.
 */
export function createDeviceHandlers({
  settings,
  log,
  modelsFolders,
  dataFolder,
  servers = () => [],
  only,
  probe = probeInChild,
}: DevicesDeps): Devices {
  let probed: Promise<Device[]> | null = null

  async function probeAll(): Promise<Device[]> {
    const devices = await Promise.all(order.map((id) => describeDevice(id, probe)))
    for (const { id, reason } of devices)
      log.info(`device ${id}: ${reason ? `unusable. ${inEnglish(reason)}` : 'usable'}`)
    return devices
  }

  const list = async (probeAgain: boolean): Promise<DeviceList> => {
    if (probeAgain || !probed) probed = probeAll()
    return choose(await probed, settings.get().device, servers())
  }

  return {
    // Nobody who wants the processor waits for the others to be tried.
    async active() {
      const wanted = only ?? settings.get().device
      if (wanted === 'cpu') return 'cpu'
      if (wanted === 'server' && servers().length > 0) return 'server'
      if (only === 'server') throw new GanvasError('unavailable', text('servers.none'))
      const { devices, active } = await list(false)
      const unusable = devices.find(({ id, usable }) => id === only && !usable)
      if (unusable)
        throw new GanvasError(
          'unavailable',
          text('devices.unusable', {
            device: text(`deviceNames.${unusable.id}`),
            reason: unusable.reason ?? reasonOf(unusable.id),
          }),
        )
      return only ?? active
    },
    async local() {
      const active = await this.active()
      if (active !== 'server') return active
      const chosen = choose((await list(false)).devices, 'auto', []).active
      return chosen === 'server' ? 'cpu' : chosen
    },
    handlers: {
      'devices.list': ({ probeAgain }) => list(probeAgain),
      async 'devices.install'(_, { signal, emit }) {
        await installCuda(
          (line) => emit({ kind: 'notice', text: text('devices.installing', { line }) }),
          signal,
        )
        return list(true)
      },
      async 'devices.check'({ device }, { signal, emit }) {
        const usable = (await list(false)).devices.filter(({ id, usable }) => usable && id !== 'cpu')
        const wanted = usable.map(({ id }) => id).filter((id) => device === undefined || id === device)
        const models = await installed(modelsFolders)
        const pairs = wanted.flatMap((id) => models.map((model) => ({ device: id, ...model })))
        const checks: DeviceCheck[] = []
        for (const [step, { device: id, folder, model, title }] of pairs.entries()) {
          emit({ kind: 'progress', step, total: pairs.length, secondsLeft: null })
          const rows = await checkModel({ device: id, folder, id: model, dataFolder }, signal)
          for (const row of rows) {
            log.info(`device ${id}, ${model} ${row.role}: ${row.fault ?? 'used'}, apart by ${row.difference}`)
            checks.push({ device: id, model, title, ...row })
          }
        }
        return { checks, allowed: TOLERANCE }
      },
    },
  }
}

/** The sound models of the folders, the first of each name. */
async function installed(
  folders: readonly string[],
): Promise<{ folder: string; model: string; title: Record<string, string> }[]> {
  const found = new Map<string, { folder: string; model: string; title: Record<string, string> }>()
  for (const folder of folders)
    for (const { id, manifest, problem } of await listModels(folder))
      if (manifest && problem === '' && !found.has(id))
        found.set(id, { folder, model: id, title: manifest.title })
  return [...found.values()]
}

async function describeDevice(id: DeviceId, probe: (id: DeviceId) => Promise<ProbeAnswer>): Promise<Device> {
  const title = sentences.deviceNames[id]
  if (!existsOn(id, process.platform, process.arch)) return { id, title, usable: false, reason: reasonOf(id) }
  const answer = await probe(id)
  if (answer.ok) return { id, title, usable: true, reason: null }
  const missing = id === 'cuda' ? cudaHint() : null
  return {
    id,
    title,
    usable: false,
    reason: missing ?? reasonOf(id, answer.error),
    installable: missing !== null,
  }
}

/** Which device is used, given which are usable and what the settings say. */
export function choose(devices: Device[], setting: string, servers: string[] = []): DeviceList {
  const chosen = ChosenDevice.safeParse(setting)
  const selected = chosen.success ? chosen.data : 'auto'
  const usable = devices.filter((device) => device.usable).map(({ id }) => id)
  // A server is never taken unasked.
  if (selected === 'auto') return { devices, servers, selected, active: usable[0] ?? 'cpu', notice: null }
  if (selected === 'server' && servers.length > 0)
    return { devices, servers, selected, active: selected, notice: null }
  const device = devices.find(({ id }) => id === selected)
  if (device?.usable) return { devices, servers, selected, active: selected, notice: null }
  const reason = selected === 'server' ? text('servers.none') : (device?.reason ?? reasonOf(selected))
  const notice = text('devices.fallback', { device: text(`deviceNames.${selected}`), reason })
  return { devices, servers, selected, active: 'cpu', notice }
}
