import { fileURLToPath } from 'node:url'
import { type UtilityProcess, utilityProcess } from 'electron'
import type { EngineRun } from './supervisor.ts'
import { serveVault } from './vault.ts'

export interface ElectronEngineRun extends EngineRun {
  readonly process: UtilityProcess
}

/** The engine as a utility process of Electron. */
export function startElectronEngine(): ElectronEngineRun {
  const engine = utilityProcess.fork(fileURLToPath(new URL('./engine.js', import.meta.url)), [], {
    serviceName: 'Ganvas engine',
  })
  serveVault(engine)
  return {
    process: engine,
    onReady: (listener) =>
      engine.on('message', (message) => {
        if (message === 'ready') listener()
      }),
    onExit: (listener) => engine.once('exit', (code) => listener(`exit code ${code}`)),
    end: () => engine.postMessage('end'),
    kill: () => engine.kill(),
  }
}
