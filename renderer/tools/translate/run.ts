import type { Transform } from '../../../electron/contract/document/index.ts'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { runJob } from '../../app/jobs.ts'
import { chooseTool, toolSettings } from '../../canvas/index.ts'
import { currentSession, toRgba } from '../../document/index.ts'
import { currentSelection } from '../../document/masks/current.ts'
import { maskOf } from '../../document/selection/layerMasks.ts'
import { t } from '../../i18n/index.ts'
import { makeResult } from '../resultTool.ts'
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
  // A result that is run again keeps its layer's mask; those of projects before layers had masks hold theirs in the recipe.
  const kept = subject.kind === 'result' ? subject.result.recipe.mask : undefined
  const selected = currentSelection(session)
  const hints = hintPixels(session, picture, translator)
  const input = {
    model,
    picture: inputPixels(session, picture, translator),
    ...(hints && { hints }),
    settings,
  }
  const put = await makeResult(
    session,
    picture,
    subject.kind === 'result' ? subject.result : undefined,
    () => runJob('translate:running', 'translate.run', input, { values: { name: picture.name } }),
    ({ pixels, seconds }) => {
      rememberResult({ session, source: picture.id, model, settings }, pixels)
      leaveChosen()
      // Above a drawing it would hide the strokes that follow.
      const aside =
        translateState.getState().live && (picture.kind === 'paint' || drawingOf(translator) !== null)
      const hinting = hintsLayer(session.data, picture.id)
      const { width, height } = pixels
      return {
        name: t('translate:resultName', { name: picture.name }),
        pixels: kept ? within(pixels, session.rasters.toPixels(kept)) : pixels,
        recipe: { tool: 'translate', source: picture.id, ...(kept && { mask: kept }), model, settings },
        // What a network enlarges lies where the picture lies, in smaller pixels.
        transform: finer(picture.transform, width / input.picture.width),
        // The result has the hints' colours.
        options: {
          aside,
          ...(hinting && { hide: [hinting.id] }),
          ...(selected && subject.kind === 'picture' && { mask: maskOf(session, selected) }),
        },
        said: {
          key: 'translate:done',
          seconds,
          width,
          height,
          ...(aside &&
            subject.kind === 'picture' && { description: t('translate:keptBelow', { name: picture.name }) }),
        },
      }
    },
  )
  // With the hints out of sight, their brush would paint on what is not seen.
  if (put && currentSession() === session && toolSettings.getState().purpose === 'hints') {
    if (session.data.active === hintsLayer(session.data, picture.id)?.id) session.selectLayers([picture.id])
    chooseTool('translate')
  }
}

const finer = (transform: Transform, scale: number): Transform => ({
  ...transform,
  scaleX: transform.scaleX / scale,
  scaleY: transform.scaleY / scale,
})

/** The picture where the mask, of its size or of a whole part of it, is; soft where that is soft. */
export function within(picture: Pixels, mask: Pixels): Pixels {
  const { width, height } = picture
  const scale = width / mask.width
  const rgba = new Uint8Array(toRgba(picture))
  for (let y = 0, at = 3; y < height; y++) {
    const row = Math.floor(y / scale) * mask.width
    for (let x = 0; x < width; x++, at += 4)
      rgba[at] = Math.round((rgba[at]! * mask.data[row + Math.floor(x / scale)]!) / 255)
  }
  return { width, height, channels: 4, data: rgba }
}
