import { cpus, totalmem } from 'node:os'
import sharp from 'sharp'
import { version } from '../../../package.json'
import type { EngineContract } from '../../contract/engine.ts'
import type { Handlers } from '../../contract/server.ts'
import { runtimeVersion } from '../sessions/version.ts'
import type { SettingsStore } from '../settings.ts'

export function createAppHandlers({
  dataFolder,
  settings,
}: {
  dataFolder: string
  settings: SettingsStore
}): Pick<Handlers<EngineContract>, 'app.info' | 'settings.get' | 'settings.set'> {
  return {
    'app.info': () => ({
      version,
      platform: process.platform,
      arch: process.arch,
      versions: runtimeVersions(),
      cpus: cpus().length,
      memoryBytes: totalmem(),
      dataFolder,
    }),
    'settings.get': () => settings.get(),
    'settings.set': (changes) => settings.set(changes),
  }
}

function runtimeVersions(): Record<string, string> {
  const { node, v8, electron, chrome } = process.versions
  return {
    ...(electron && { Electron: electron }),
    ...(chrome && { Chromium: chrome }),
    'Node.js': node,
    V8: v8,
    'ONNX Runtime': runtimeVersion(),
    libvips: sharp.versions.vips,
  }
}
