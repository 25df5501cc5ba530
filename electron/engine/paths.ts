import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Names the device that an engine computes on, whatever the settings say, in its environment. */
export const DEVICE_VARIABLE = 'GANVAS_DEVICE'

/** Names the servers that an engine computes on, whatever the settings say, as JSON in its environment. */
export const SERVERS_VARIABLE = 'GANVAS_SERVERS'

/** The token of every server that is asked, where it is not to be kept. */
export const TOKEN_VARIABLE = 'GANVAS_SERVER_TOKEN'

/** Where Ganvas keeps settings, logs, recovery files and models. `GANVAS_DATA` overrides the system's place. */
export function dataFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  if (environment.GANVAS_DATA) return environment.GANVAS_DATA
  if (platform === 'win32')
    return join(environment.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Ganvas')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Ganvas')
  return join(environment.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'ganvas')
}

/** The folder that holds `package.json`, `assets/` and `out/`, from the built files as from the sources. */
export const applicationFolder = fileURLToPath(new URL('../../', import.meta.url))

/** A file of `out/main/`: a process entry, or a worker thread's. The same from the sources as when built. */
export function builtFile(name: string): URL {
  return new URL(`../../out/main/${name}`, import.meta.url)
}
