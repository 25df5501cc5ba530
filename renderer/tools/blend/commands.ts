import type { RasterLayer } from '../../../electron/contract/document/index.ts'
import { keepPanel } from '../../app/tools.ts'
import { chooseTool, takeKit, toolSettings } from '../../canvas/index.ts'
import {
  currentSession,
  type DocumentSession,
  followSession,
  pictureLayer,
  uniqueName,
} from '../../document/index.ts'
import { selectionIn } from '../../document/masks/layerMask.ts'
import { insertLayer } from '../../document/operations/add.ts'
import { flipLayers } from '../../document/operations/index.ts'
import { t } from '../../i18n/index.ts'
import { showToast } from '../../ui/Toast.tsx'
import { objectMask, paintedMask, setBlendSettings, setObjectMask } from './state.ts'
import type { ResultSubject } from './subject.ts'

/** What masks are painted in: a colour of no photograph, so that it is seen on any. */
const MASK_COLOR = '#ff2d55'

/** Takes the selection as the object's mask; from then on it moves with the object. */
export function takeSelection(session: DocumentSession, object: RasterLayer): void {
  const pixels = selectionIn(session, object)
  if (pixels) setObjectMask(object.id, { kind: 'selection', pixels })
  else showToast({ title: t('blend:mask.noSelection'), tone: 'warning', id: 'blend-no-selection' })
}

/** Goes to the layer on which the object's mask is painted, made at the first time, with the brush in hand. */
export function paintMask(session: DocumentSession, object: RasterLayer): void {
  const existing = paintedMask(session.data, object.id)
  if (existing) {
    setObjectMask(object.id, { kind: 'brush', layer: existing.id })
    session.selectLayers([existing.id])
  } else {
    // The mask has the object's own pixels, so that nothing is resampled.
    const { width, height } = session.rasters.get(object.raster)
    const { id: raster } = session.rasters.createColor(width, height)
    const name = uniqueName(session.data, t('blend:mask.layerName', { name: object.name }))
    const { transform } = object
    const layer = {
      ...pictureLayer('paint', name, raster, { ...transform }),
      opacity: 0.6,
      maskOf: object.id,
    }
    session.change({ key: 'blend:history.mask' }, (draft) => insertLayer(draft, layer, object.id))
    setObjectMask(object.id, { kind: 'brush', layer: layer.id })
  }
  takeKit('mask', () => ({ foreground: MASK_COLOR }))
  chooseTool('brush')
}

/** Gives back what {@link paintMask} took: the object, the Blend tool, and with it the ordinary brush and colours. */
export function leaveMask(session: DocumentSession, object: RasterLayer): void {
  session.selectLayers([object.id])
  chooseTool('blend')
}

/** The mask's brush is for the mask's layer alone, and Blend's panel stays until that is left. Called once at start-up. */
export function followMaskBrush(): void {
  const update = () => {
    const { purpose, tool } = toolSettings.getState()
    const { active, layers } = currentSession().data
    const layer = active === null ? undefined : layers[active]
    const onMask = layer?.kind === 'paint' && layer.maskOf !== undefined
    if (purpose === 'mask' && !onMask) takeKit('picture')
    keepPanel('blend', purpose === 'mask' && onMask && tool !== 'blend')
  }
  toolSettings.subscribe((now, before) => {
    if (now.purpose !== before.purpose || now.tool !== before.tool) update()
  })
  followSession((session) => {
    update()
    return session.store.subscribe((now, before) => {
      if (now.data.active !== before.data.active) update()
    })
  })
}

/** Sets the panel to what a result was made with, unless its object's mask was changed since. */
export function recallRecipe(session: DocumentSession, { result, object }: ResultSubject): void {
  const { settings, mask } = result.recipe
  setBlendSettings(settings)
  if (mask && objectMask(session.data, object.id).kind === 'alpha')
    setObjectMask(object.id, { kind: 'selection', pixels: session.rasters.toPixels(mask) })
}

/** Shows the object of a result again, to move it or change it before it is blended anew. */
export function editObject(session: DocumentSession, { result, object }: ResultSubject): void {
  session.change({ key: 'blend:history.edit', values: { name: object.name } }, (draft) => {
    draft.layers[object.id]!.visible = true
    draft.layers[result.id]!.visible = false
    draft.active = object.id
  })
}

export function flipObject(
  session: DocumentSession,
  object: RasterLayer,
  axis: 'horizontal' | 'vertical',
): void {
  flipLayers(session, [object.id], axis)
}
