import type { Pixels } from '../../../electron/contract/pixels.ts'
import { runJob } from '../../app/jobs.ts'
import { chooseTool, toolSettings } from '../../canvas/index.ts'
import { currentSession, toRgba } from '../../document/index.ts'
import { addResultLayer, replaceResult } from '../../document/operations/add.ts'
import { selectionIn } from '../../document/selection/layerMask.ts'
import { formatNumber, t } from '../../i18n/index.ts'
import { showToast } from '../../ui/Toast.tsx'
import { drawingOf } from './drawing/aids.ts'
import { hintPixels, hintsLayer } from './hints/hints.ts'
import { inputPixels } from './paper.ts'
import { leaveChosen } from './results/choose.ts'
import { rememberResult } from './results/results.ts'
import { currentTranslator, settingsFor, translateState } from './state.ts'
import { translateSubject } from './subject.ts'

/**
 * Translates the active layer at its own resolution, whole, so that the network sees all of it; the result is a new
 * layer right above it, which shows where the selection was. An active result is made again, with the panel's
 * settings and where it showed before.
 */
export async function runTranslate(): Promise<void> {
  const session = currentSession()
  const subject = translateSubject(session.data)
  const translator = currentTranslator()
  if (subject.kind === 'none' || !translator) return
  const { picture } = subject
  const settings = settingsFor(translator, translateState.getState().settings)
  const model = translator.id
  const kept = subject.kind === 'result' ? subject.result.recipe.mask : undefined
  const mask = kept ? session.rasters.toPixels(kept) : selectionIn(session, picture)
  const hints = hintPixels(session, picture, translator)
  const { pixels, seconds } = await runJob(
    'translate:running',
    'translate.run',
    {
      model,
      picture: inputPixels(session, picture, translator),
      ...(hints && { hints }),
      settings,
    },
    { values: { name: picture.name } },
  )
  // Opening another document while the engine worked leaves nothing to put the result into.
  if (currentSession() !== session || !(picture.id in session.data.layers)) return
  rememberResult({ source: picture.id, model, settings }, pixels)
  leaveChosen()
  const result = mask ? within(pixels, mask) : pixels
  const maskId = kept ?? (mask && session.rasters.createMask(mask.width, mask.height, mask.data).id)
  const recipe = {
    tool: 'translate' as const,
    source: picture.id,
    ...(maskId && { mask: maskId }),
    model,
    settings,
  }
  const hinting = hintsLayer(session.data, picture.id)
  // Above a drawing it would hide the strokes that follow.
  const aside = translateState.getState().live && (picture.kind === 'paint' || drawingOf(translator) !== null)
  if (subject.kind === 'result' && subject.result.id in session.data.layers)
    replaceResult(session, subject.result.id, result, recipe, picture.transform)
  else
    addResultLayer(session, t('translate:resultName', { name: picture.name }), result, recipe, {
      above: picture.id,
      transform: picture.transform,
      aside,
      // The result has their colours.
      ...(hinting && { hide: [hinting.id] }),
    })
  // With the hints out of sight, their brush would paint on what is not seen.
  if (toolSettings.getState().purpose === 'hints') {
    if (session.data.active === hinting?.id) session.selectLayers([picture.id])
    chooseTool('translate')
  }
  const { width, height } = pixels
  showToast({
    tone: 'success',
    title: t('translate:done', {
      seconds: formatNumber(seconds, { maximumSignificantDigits: 2 }),
      width,
      height,
    }),
    ...(aside &&
      subject.kind === 'picture' && { description: t('translate:keptBelow', { name: picture.name }) }),
    id: 'translate-done',
  })
}

/** The picture where the mask, of its size, is; soft where that is soft. */
export function within(picture: Pixels, mask: Pixels): Pixels {
  const { width, height } = picture
  const rgba = new Uint8Array(toRgba(picture))
  for (let i = 0; i < mask.data.length; i++)
    rgba[4 * i + 3] = Math.round((rgba[4 * i + 3]! * mask.data[i]!) / 255)
  return { width, height, channels: 4, data: rgba }
}
