import type { Pixels } from '../../../electron/contract/pixels.ts'
import type { RefineSettings } from '../../../electron/contract/tools/cutout.ts'
import { engine } from '../../app/connection.ts'
import { runJob } from '../../app/jobs.ts'
import {
  canvasOf,
  createSurface,
  currentSession,
  type DocumentSession,
  isStillOpen,
  label,
  maskLayerBy,
  pictureLayer,
  requireSelection,
  setSelection,
  uniqueName,
} from '../../document/index.ts'
import { insertLayer } from '../../document/operations/add.ts'
import { t } from '../../i18n/index.ts'
import { sourcePixels } from './source.ts'

/** What becomes of a refined edge. */
export const refineOutputs = ['selection', 'mask', 'layer'] as const
export type RefineOutput = (typeof refineOutputs)[number]

/** The longest side of the picture that settings are tried on. */
const TRIAL_SIDE = 720

/** A picture and a mask, and how many of its pixels stand for one of the document. */
export interface Trial {
  readonly picture: Pixels
  readonly mask: Pixels
  readonly scale: number
}

/** What is selected, with what is around it, at a size at which settings can be tried quickly. */
export function trialOf(session: DocumentSession, around: number): Trial {
  const selection = requireSelection(session)
  const { width, height } = session.data
  let [left, top, right, bottom] = [width, height, 0, 0]
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++)
      if (selection.data[i]! > 0) {
        left = Math.min(left, x)
        right = Math.max(right, x + 1)
        top = Math.min(top, y)
        bottom = Math.max(bottom, y + 1)
      }
  const x = Math.max(0, left - around)
  const y = Math.max(0, top - around)
  const part = {
    x,
    y,
    width: Math.min(width, right + around) - x,
    height: Math.min(height, bottom + around) - y,
  }
  const scale = Math.min(1, TRIAL_SIDE / Math.max(part.width, part.height))
  const size = {
    width: Math.max(1, Math.round(part.width * scale)),
    height: Math.max(1, Math.round(part.height * scale)),
  }
  const reduced = (pixels: Pixels): Uint8ClampedArray => {
    const { context } = createSurface(size.width, size.height)
    context.imageSmoothingQuality = 'high'
    context.drawImage(
      canvasOf(pixels),
      part.x,
      part.y,
      part.width,
      part.height,
      0,
      0,
      size.width,
      size.height,
    )
    return context.getImageData(0, 0, size.width, size.height).data
  }
  const picture = reduced(sourcePixels(session))
  const coverage = reduced({ width, height, channels: 1, data: selection.data })
  const mask = new Uint8Array(size.width * size.height)
  for (let i = 0; i < mask.length; i++) mask[i] = coverage[4 * i]!
  return {
    picture: { ...size, channels: 4, data: new Uint8Array(picture.buffer) },
    mask: { ...size, channels: 1, data: mask },
    scale,
  }
}

/** The object of a trial by itself. */
export async function tryRefine(
  { picture, mask, scale }: Trial,
  settings: RefineSettings,
  signal: AbortSignal,
): Promise<Pixels> {
  const input = { picture, mask, settings: { ...settings, radius: Math.max(1, settings.radius * scale) } }
  return (await engine.call('cutout.refine', input, { signal })).object
}

/** Refines the edge of the selection at the document's resolution, and makes of it what is asked for; one undo entry. */
export async function refineSelection(settings: RefineSettings, output: RefineOutput): Promise<void> {
  const session = currentSession()
  const { width, height, data } = requireSelection(session)
  const input = {
    picture: sourcePixels(session),
    mask: { width, height, channels: 1 as const, data },
    settings,
  }
  const { matte, object } = await runJob('cutout:refining', 'cutout.refine', input)
  const now = session.data
  if (!isStillOpen(session) || now.width !== width || now.height !== height) return
  if (output === 'selection') setSelection(session, label('refineEdge'), { width, height, data: matte.data })
  else if (output === 'layer') addObject(session, object)
  else if (session.data.active) maskLayerBy(session, session.data.active, { width, height, data: matte.data })
}

/** The object as a layer above the active one. Nothing stays selected: it would bound what is done to the new layer. */
function addObject(session: DocumentSession, { width, height, data }: Pixels): void {
  const raster = session.rasters.createColor(width, height, data)
  const layer = pictureLayer('image', uniqueName(session.data, t('cutout:objectName')), raster.id)
  session.change(label('refineEdge'), (draft) => {
    insertLayer(draft, layer, draft.active)
    draft.selection = null
  })
}
