import { appProcedures } from './procedures/app.ts'
import { blendProcedures } from './procedures/blend.ts'
import { fileProcedures } from './procedures/files.ts'
import { fontProcedures } from './procedures/font.ts'
import { importProcedures } from './procedures/imports.ts'
import { labProcedures } from './procedures/lab.ts'
import { modelProcedures } from './procedures/models.ts'
import { networkProcedures } from './procedures/networks.ts'
import { recoveryProcedures } from './procedures/recovery.ts'
import { sketchProcedures } from './procedures/sketch.ts'
import { trainProcedures } from './procedures/train.ts'
import { translateProcedures } from './procedures/translate.ts'

/** All that the page and the command line may ask of the engine. */
export const engineContract = {
  ...appProcedures,
  ...fileProcedures,
  ...recoveryProcedures,
  ...blendProcedures,
  ...labProcedures,
  ...modelProcedures,
  ...fontProcedures,
  ...importProcedures,
  ...networkProcedures,
  ...sketchProcedures,
  ...trainProcedures,
  ...translateProcedures,
}
export type EngineContract = typeof engineContract
