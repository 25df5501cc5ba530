import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type EngineContract, engineContract } from '../contract/engine.ts'
import { GanvasError } from '../contract/errors.ts'
import { ChosenDevice } from '../contract/procedures/app.ts'
import { type Handlers, serve } from '../contract/server.ts'
import { Works } from './font/works.ts'
import { acceptConnections } from './host.ts'
import { describeThrown, openLog } from './logs.ts'
import { openModelFolders } from './models/folders.ts'
import { Claims } from './ownership/claims.ts'
import { applicationFolder, DEVICE_VARIABLE, dataFolder as findDataFolder } from './paths.ts'
import { createAppHandlers } from './procedures/app.ts'
import { createBlendHandlers } from './procedures/blend.ts'
import { createCutOutHandlers } from './procedures/cutout.ts'
import { createDeviceHandlers } from './procedures/devices.ts'
import { createFileHandlers } from './procedures/files.ts'
import { createFontHandlers } from './procedures/font.ts'
import { createFontWorkHandlers } from './procedures/fontWorks.ts'
import { createImportHandlers } from './procedures/imports.ts'
import { createLabHandlers } from './procedures/lab.ts'
import { createLogHandlers } from './procedures/logs.ts'
import { createModelHandlers } from './procedures/models.ts'
import { createNetworkHandlers } from './procedures/networks.ts'
import { createPageHandlers } from './procedures/pages.ts'
import { createRecoveryHandlers } from './procedures/recovery.ts'
import { createServerHandlers } from './procedures/servers.ts'
import { createSketchHandlers } from './procedures/sketch.ts'
import { createTextHandlers } from './procedures/text.ts'
import { createTrainHandlers } from './procedures/train.ts'
import { createTranslateHandlers } from './procedures/translate.ts'
import { createQueue } from './queue.ts'
import { ConfiguredServers } from './serving/configured.ts'
import { Tokens } from './serving/tokens.ts'
import { noVault, vaultBehind } from './serving/vault.ts'
import type { ChoosePlace } from './sessions/place.ts'
import { openSettings } from './settings.ts'

/*
 * The engine process. It owns the files, the settings and ONNX Runtime, and keeps no document: when it dies a
 * job is lost and nothing else. An error that nothing caught leaves an unknown state behind, so it ends the
 * process; the shell starts the next.
 */

const dataFolder = findDataFolder()
mkdirSync(dataFolder, { recursive: true })
const log = openLog(dataFolder, 'engine')

process.on('uncaughtException', (error) => {
  log.error(`The engine ends on an error that nothing caught: ${describeThrown(error)}`)
  process.exit(1)
})
// Ctrl-C reaches every process of the terminal; the shell decides when the engine ends.
process.on('SIGINT', () => {})

const settings = openSettings(dataFolder, log)
const folders = openModelFolders(join(applicationFolder, 'models'), join(dataFolder, 'models'), settings)
const only = ChosenDevice.safeParse(process.env[DEVICE_VARIABLE]).data
const vault = process.parentPort ? vaultBehind(process.parentPort) : noVault
const servers = new ConfiguredServers(settings, new Tokens(dataFolder, vault))
const devices = createDeviceHandlers({
  only,
  settings,
  servers: () => servers.addresses,
  log,
  modelsFolders: folders.all,
  dataFolder,
})
const assetsFolder = join(applicationFolder, 'assets')
const place: ChoosePlace = async (title) => {
  const device = await devices.active()
  return { device, dataFolder, title, ...(device === 'server' && { servers: await servers.access() }) }
}
/** Training stays on this machine, and so does what is tried out before a network is installed. */
const localPlace: ChoosePlace = async (title) => ({ device: await devices.local(), dataFolder, title })
const claims = new Claims()
const lab = createLabHandlers({
  runsFolder: join(dataFolder, 'runs'),
  modelsFolders: folders.all,
  ownFolder: folders.own,
  sampleFolder: join(assetsFolder, 'sample'),
  log,
  place: localPlace,
  claims,
})
const styles = { modelsFolders: folders.all, place, ownFolder: folders.own, dataFolder }
const pages = createPageHandlers({ dataFolder, claims })
const works = new Works(join(dataFolder, 'fonts'), styles)
const handlers: Handlers<EngineContract> = {
  ...createAppHandlers({ dataFolder, settings }),
  ...devices.handlers,
  ...createLogHandlers({ dataFolder, pageLog: openLog(dataFolder, 'page') }),
  ...createFileHandlers({ assetsFolder }),
  ...createRecoveryHandlers({ dataFolder, claims }),
  ...pages.handlers,
  ...createBlendHandlers({ modelsFolder: folders.bundled, place }),
  ...createCutOutHandlers(),
  ...lab.handlers,
  ...createModelHandlers(folders),
  ...createFontHandlers(styles),
  ...createFontWorkHandlers(works, styles),
  ...createTextHandlers(dataFolder, works),
  ...createImportHandlers({ assetsFolder, folders, place: localPlace }),
  ...createNetworkHandlers(),
  ...createServerHandlers({ servers, modelsFolders: folders.all }),
  ...createSketchHandlers({ folders, place }),
  ...createTrainHandlers({
    listDevices: devices.handlers['devices.list'],
    modelsFolders: folders.all,
    dataFolder,
    assetsFolder,
    place: localPlace,
  }),
  ...createTranslateHandlers({ modelsFolders: folders.all, place }),
}

const schedule = createQueue()
acceptConnections(
  (wire) =>
    serve(engineContract, handlers, wire, {
      schedule,
      onFailure: (name, thrown) => {
        if (thrown instanceof GanvasError && thrown.code !== 'internal')
          log.info(`${name}: ${thrown.message}`)
        else log.error(`${name}: ${describeThrown(thrown)}`)
      },
    }),
  ({ wanted }) => Promise.allSettled([lab.endRuns(), wanted && pages.forget()]),
)
log.info(`started, process ${process.pid}, Node.js ${process.versions.node}`)
