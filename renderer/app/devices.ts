import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { DeviceList } from '../../electron/contract/procedures/app.ts'
import { say, t } from '../i18n/index.ts'
import { showToast } from '../ui/Toast.tsx'
import { engine } from './connection.ts'
import { runJob } from './jobs.ts'

const devices = createStore<{ list: DeviceList | null }>(() => ({ list: null }))

/** What the engine can run on; null until it said so. */
export const useDevices = (): DeviceList | null => useStore(devices, (state) => state.list)

/** Fetches what a device lacks, and looks again. */
export async function installDevice(): Promise<void> {
  devices.setState({ list: await runJob('app:settings.deviceInstalling', 'devices.install', {}) })
}

/** Asks the engine, and tells the user when their choice could not be followed. */
export async function loadDevices(probeAgain = false): Promise<DeviceList> {
  const list = await engine.call('devices.list', { probeAgain })
  const before = devices.getState().list
  devices.setState({ list })
  if (list.notice && list.selected !== before?.selected)
    showToast({
      tone: 'warning',
      title: t('app:engine.fallback'),
      description: say(list.notice),
      lasts: true,
      id: 'device',
    })
  return list
}
