import type { RasterLayer } from '../../../electron/contract/document.ts'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { runJob } from '../../app/jobs.ts'
import { currentSession, type DocumentSession, toRgba } from '../../document/index.ts'
import { layerPixels } from '../../document/layerPixels.ts'
import { addResultLayer, replaceResult } from '../../document/operations/add.ts'
import { formatNumber, t } from '../../i18n/index.ts'
import { showToast } from '../../ui/Toast.tsx'
import { maskLayer } from './mask.ts'
import { fullScene } from './scene.ts'
import { blendState } from './state.ts'
import { blendSubject } from './subject.ts'

/**
 * Blends the active layer into what lies below it, at full resolution, as a new layer above it; or runs an active
 * result again with the panel's settings and its object's present place.
 */
export async function runBlend(): Promise<void> {
  const session = currentSession()
  const subject = blendSubject(session.data, blendState.getState().masks)
  if (subject.kind === 'none') return
  const { object } = subject
  const { settings } = blendState.getState()
  const scene = fullScene(session, object)
  const { pixels, seconds } = await runJob(
    'blend:running',
    'blend.run',
    { ...scene, transform: object.transform, settings },
    { values: { name: object.name } },
  )
  // Opening another document while the engine worked leaves nothing to put the result into.
  if (currentSession() !== session || !(object.id in session.data.layers)) return
  const result = withAlpha(session, object, scene.background, pixels)
  const painted = maskLayer(session.data, object)
  const mask =
    scene.mask && session.rasters.createMask(scene.mask.width, scene.mask.height, scene.mask.data).id
  const recipe = { tool: 'blend' as const, source: object.id, ...(mask && { mask }), settings }
  if (subject.kind === 'result' && subject.result.id in session.data.layers)
    replaceResult(session, subject.result.id, result, recipe)
  else
    addResultLayer(session, t('blend:resultName', { name: object.name }), result, recipe, {
      above: object.id,
      hide: [object.id, ...(painted ? [painted.id] : [])],
    })
  showToast({
    tone: 'success',
    title: t('blend:done', {
      seconds: formatNumber(seconds, { maximumSignificantDigits: 2 }),
      width: result.width,
      height: result.height,
    }),
    id: 'blend-done',
  })
}

/** The result is opaque; where the document was transparent it stays so, but for the object. */
function withAlpha(
  session: DocumentSession,
  object: RasterLayer,
  { width, height, data: below }: Pixels,
  blended: Pixels,
): Pixels {
  const rgba = toRgba(blended)
  let opaque = true
  for (let i = 3; i < below.length && opaque; i += 4) opaque = below[i] === 255
  if (opaque) return { width, height, channels: 4, data: rgba }
  for (let i = 3; i < rgba.length; i += 4) rgba[i] = below[i]!
  const patch = layerPixels(session.rasters, object, { x: 0, y: 0, width, height })
  if (patch) {
    const { rect, bytes } = patch
    for (let row = 0, from = 3; row < rect.height; row++) {
      let to = ((rect.y + row) * width + rect.x) * 4 + 3
      for (let column = 0; column < rect.width; column++, from += 4, to += 4)
        rgba[to] = 255 - Math.round(((255 - rgba[to]!) * (255 - bytes[from]!)) / 255)
    }
  }
  return { width, height, channels: 4, data: rgba }
}
