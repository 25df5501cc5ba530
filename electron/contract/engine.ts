import { appProcedures } from './procedures/app.ts'
import { fileProcedures } from './procedures/files.ts'
import { importProcedures } from './procedures/imports.ts'
import { labProcedures } from './procedures/lab.ts'
import { modelProcedures } from './procedures/models.ts'
import { networkProcedures } from './procedures/networks.ts'
import { recoveryProcedures } from './procedures/recovery.ts'
import { serverProcedures } from './procedures/servers.ts'
import { trainProcedures } from './procedures/train.ts'
import { toolProcedures } from './tools/index.ts'

/** All that the page and the command line may ask of the engine. */
export const engineContract = {
  ...appProcedures,
  ...fileProcedures,
  ...recoveryProcedures,
  ...labProcedures,
  ...modelProcedures,
  ...importProcedures,
  ...networkProcedures,
  ...serverProcedures,
  ...trainProcedures,
  ...toolProcedures,
}
export type EngineContract = typeof engineContract
