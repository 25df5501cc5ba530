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
import { insertLayer } from '../../document/operations/add.ts'
import { flipLayers } from '../../document/operations/index.ts'
import { addMask, setMaskEnabled } from '../../document/selection/layerMasks.ts'
import { t } from '../../i18n/index.ts'
import { showToast } from '../../ui/Toast.tsx'
import { paintedMask, setBlendSettings, setPainted } from './state.ts'
import type { ResultSubject } from './subject.ts'

/** What masks are painted in: a colour of no photograph, so that it is seen on any. */
const MASK_COLOR = '#ff2d55'

/** Makes the selection the mask of the object's layer; without one, the mask that the layer has counts again. */
export function takeSelection(session: DocumentSession, object: RasterLayer): void {
  if (session.data.selection) addMask(session, object.id, 'selection')
  else if (object.mask) setMaskEnabled(session, object.id, true)
  else showToast({ title: t('blend:mask.noSelection'), tone: 'warning', id: 'blend-no-selection' })
}

/** Lets the object end where its pixels do. */
export function takeAlpha(session: DocumentSession, object: RasterLayer): void {
  setPainted(object.id, false)
  withoutMask(session, object)
}

/** One thing at a time says where an object ends: the mask of its layer stays, switched off. */
function withoutMask(session: DocumentSession, { id, mask }: RasterLayer): void {
  if (mask?.enabled) setMaskEnabled(session, id, false)
}

/** Goes to the layer on which the object's mask is painted, made at the first time, with the brush in hand. */
export function paintMask(session: DocumentSession, object: RasterLayer): void {
  const existing = paintedMask(session.data, object.id)
  setPainted(object.id, true)
  withoutMask(session, object)
  if (existing) {
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

/** Sets the panel to what a result was made with. */
export function recallRecipe({ result }: ResultSubject): void {
  setBlendSettings(result.recipe.settings)
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
