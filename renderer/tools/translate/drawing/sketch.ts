import type { RasterLayer } from '../../../../electron/contract/document/index.ts'
import { runJob } from '../../../app/jobs.ts'
import {
  currentSession,
  type DocumentSession,
  isStillOpen,
  pictureLayer,
  toRgba,
  uniqueName,
} from '../../../document/index.ts'
import { insertLayer } from '../../../document/operations/add.ts'
import { t } from '../../../i18n/index.ts'
import { settingsFor, type Translator, translateState } from '../state.ts'
import { drawingOf, takeBrush } from './aids.ts'

/** How the model makes its input of a photo; undefined when it cannot. */
export const pairingOf = ({ translation }: Translator) =>
  translation.kind === 'drawing' ? translation.pairing : undefined

/**
 * Makes of a photo what would be drawn for the model, as a paint layer right above it, in its place, with the brush in
 * hand to go on.
 */
export async function sketchFromPhoto(
  session: DocumentSession,
  photo: RasterLayer,
  translator: Translator,
): Promise<void> {
  const { name } = photo
  const { pixels } = await runJob(
    'translate:drawing.preparing',
    'translate.prepare',
    {
      model: translator.id,
      picture: session.rasters.toPixels(photo.raster),
      settings: settingsFor(translator, translateState.getState().settings),
    },
    { values: { name } },
  )
  if (!isStillOpen(session) || !(photo.id in session.data.layers)) return
  const { id: raster } = session.rasters.createColor(pixels.width, pixels.height, toRgba(pixels))
  const sketchName = uniqueName(session.data, t('translate:drawing.sketchName', { name }))
  const layer = pictureLayer('paint', sketchName, raster, photo.transform)
  session.change({ key: 'translate:history.sketch', values: { name } }, (draft) =>
    insertLayer(draft, layer, photo.id),
  )
  if (currentSession() !== session) return
  if (drawingOf(translator)) takeBrush(session, layer, translator)
  else translateState.setState({ live: true })
}
