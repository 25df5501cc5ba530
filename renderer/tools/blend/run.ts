import type { RasterLayer } from '../../../electron/contract/document/index.ts'
import type { Pixels, Rect } from '../../../electron/contract/pixels.ts'
import { runJob } from '../../app/jobs.ts'
import { currentSession, type DocumentSession, identity, toRgba } from '../../document/index.ts'
import { layerPixels, type Patch } from '../../document/layerPixels.ts'
import { t } from '../../i18n/index.ts'
import { makeResult } from '../resultTool.ts'
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
  const subject = blendSubject(session.data)
  if (subject.kind === 'none') return
  const { object } = subject
  const result = subject.kind === 'result' ? subject.result : undefined
  const { settings } = blendState.getState()
  const { width, height } = session.data
  const scene = fullScene(session, object, result)
  const input = { ...scene, transform: object.transform, settings }
  await makeResult(
    session,
    object,
    result,
    () => runJob('blend:running', 'blend.run', input, { values: { name: object.name } }),
    ({ pixels, rect, seconds }) => {
      const painted = maskLayer(session.data, object)
      return {
        name: t('blend:resultName', { name: object.name }),
        pixels: withAlpha(session, object, scene.background, pixels, rect),
        recipe: { tool: 'blend', source: object.id, settings },
        transform: { ...identity, x: rect.x, y: rect.y },
        options: { hide: [object.id, ...(painted ? [painted.id] : [])] },
        said: { key: 'blend:done', seconds, width, height },
      }
    },
  )
}

/** The result is opaque; where the document was transparent it stays so, but for the object. */
function withAlpha(
  session: DocumentSession,
  object: RasterLayer,
  background: Pixels,
  blended: Pixels,
  rect: Rect,
): Pixels {
  const { width, height } = blended
  const rgba = toRgba(blended)
  const below = alphaOf(background, rect)
  if (below.every((alpha) => alpha === 255)) return { width, height, channels: 4, data: rgba }
  for (let i = 0; i < below.length; i++) rgba[i * 4 + 3] = below[i]!
  const patch = layerPixels(session.rasters, object, rect)
  if (patch) cover(rgba, rect, patch)
  return { width, height, channels: 4, data: rgba }
}

function alphaOf({ width, data }: Pixels, rect: Rect): Uint8Array {
  const alpha = new Uint8Array(rect.width * rect.height)
  for (let row = 0, to = 0; row < rect.height; row++) {
    let from = ((rect.y + row) * width + rect.x) * 4 + 3
    for (let column = 0; column < rect.width; column++, from += 4) alpha[to++] = data[from]!
  }
  return alpha
}

/** Adds the coverage of `patch`, which lies inside `rect`, to the alpha of `rgba`, as painting over it would. */
function cover(rgba: Uint8Array, { x, y, width }: Rect, { rect, bytes }: Patch): void {
  for (let row = 0, from = 3; row < rect.height; row++) {
    let to = ((rect.y - y + row) * width + rect.x - x) * 4 + 3
    for (let column = 0; column < rect.width; column++, from += 4, to += 4)
      rgba[to] = 255 - Math.round(((255 - rgba[to]!) * (255 - bytes[from]!)) / 255)
  }
}
