import { describe, expect, it } from 'vitest'
import { type Device, DeviceId, Settings } from '../../contract/procedures/app.ts'
import { inEnglish, text } from '../../contract/text.ts'
import { existsOn, reasonOf } from '../devices/reasons.ts'
import type { ProbeAnswer } from '../devices/spawn.ts'
import { choose, createDeviceHandlers } from './devices.ts'

const context = { signal: new AbortController().signal, emit: () => {} }
const log = { info: () => {}, warn: () => {}, error: () => {} }

function devices(...usable: DeviceId[]): Device[] {
  return DeviceId.options.map((id) => ({
    id,
    title: id,
    usable: usable.includes(id),
    reason: usable.includes(id) ? null : text(`deviceNeeds.${id}`),
  }))
}

describe('the choice of a device', () => {
  it('takes the first usable one for auto', () => {
    expect(choose(devices('webgpu', 'cpu'), 'auto')).toMatchObject({
      selected: 'auto',
      active: 'webgpu',
      notice: null,
    })
    expect(choose(devices('cpu'), 'auto').active).toBe('cpu')
  })

  it('takes the chosen one while it is usable', () => {
    expect(choose(devices('webgpu', 'cpu'), 'cpu')).toMatchObject({
      selected: 'cpu',
      active: 'cpu',
      notice: null,
    })
  })

  it('falls back to the processor and says why', () => {
    const list = choose(devices('webgpu', 'cpu'), 'cuda')
    expect(list).toMatchObject({ selected: 'cuda', active: 'cpu' })
    expect(inEnglish(list.notice!)).toMatch(
      /^NVIDIA graphics card \(CUDA\) cannot be used, so the processor is used instead\. It needs NVIDIA's driver/,
    )
  })

  it('treats a device nobody knows as auto', () => {
    expect(choose(devices('cpu'), 'abacus').selected).toBe('auto')
  })
})

describe('one device alone', () => {
  const settings = { get: () => Settings.parse({ device: 'cpu' }), set: () => Settings.parse({}) }
  const active = (only: DeviceId, ok: boolean) =>
    createDeviceHandlers({
      only,
      settings,
      log,
      modelsFolders: [],
      dataFolder: '',
      probe: async () => (ok ? { ok } : { ok, error: text('devices.wrongFigures') }),
    }).active()

  it('computes, whatever the settings say', async () => {
    expect(await active('webgpu', true)).toBe('webgpu')
  })

  it('is not replaced by the processor where it cannot be used', async () => {
    await expect(active('webgpu', false)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/WebGPU.*cannot be used\..*Choose another device/),
    })
  })
})

describe('probing', () => {
  function handlers(probe: (id: DeviceId) => Promise<ProbeAnswer>) {
    const settings = { get: () => Settings.parse({}), set: () => Settings.parse({}) }
    return createDeviceHandlers({ settings, log, probe, modelsFolders: [], dataFolder: '' }).handlers
  }

  it('tries each device once, until it is told to try again', async () => {
    const tried: DeviceId[] = []
    const { 'devices.list': list } = handlers(async (id) => {
      tried.push(id)
      return { ok: true }
    })
    await list({ probeAgain: false }, context)
    await list({ probeAgain: false }, context)
    const once = tried.length
    expect(new Set(tried).size).toBe(once)
    await list({ probeAgain: true }, context)
    expect(tried).toHaveLength(2 * once)
  })

  it('lists every device, with the reason of each that failed', async () => {
    const { 'devices.list': list } = handlers(async (id) =>
      id === 'cpu' ? { ok: true } : { ok: false, error: 'Failed to load shared library' },
    )
    const { devices, active } = await list({ probeAgain: false }, context)
    expect(devices.map(({ id }) => id)).toEqual(DeviceId.options)
    for (const { id, usable, reason } of devices)
      expect(usable ? id === 'cpu' && reason === null : inEnglish(reason!).startsWith('It needs ')).toBe(true)
    expect(active).toBe('cpu')
  })
})

describe('a reason', () => {
  it('says what is needed and what went wrong, without the source lines of the runtime', () => {
    const said =
      '/src/webgpu_context.cc:136 Initialize(const Config&)::<lambda()> adapter.status == Success was false. Failed to get a WebGPU adapter: No supported adapters\n'
    expect(inEnglish(reasonOf('webgpu', said))).toBe(
      'It needs a GPU with a Vulkan, Metal or DirectX 12 driver. It said: "Failed to get a WebGPU adapter: No supported adapters"',
    )
  })

  it('names only the need where the platform has no such device', () => {
    expect(existsOn('dml', 'linux', 'x64')).toBe(false)
    expect(inEnglish(reasonOf('dml'))).toBe('It needs Windows 10 or later and a GPU with DirectX 12.')
  })
})
