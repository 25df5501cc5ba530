import type { DocumentData, LayerId, RasterLayer } from '../../../../electron/contract/document/index.ts'
import { takesHints as translationTakesHints } from '../../../../electron/contract/model/translation.ts'
import type { Pixels } from '../../../../electron/contract/pixels.ts'
import { chooseTool, takeKit, toolSettings } from '../../../canvas/index.ts'
import {
  currentSession,
  type DocumentSession,
  followSession,
  pictureLayer,
  uniqueName,
} from '../../../document/index.ts'
import { insertLayer } from '../../../document/operations/add.ts'
import { detach } from '../../../document/operations/remove.ts'
import { t } from '../../../i18n/index.ts'
import { type Translator, translateState } from '../state.ts'

/** A dot's diameter as a share of the picture's shorter side: large enough to count, small enough to hide little. */
const DOT_SHARE = 1 / 40
/** What hints are painted in before anybody chose a colour. */
const FIRST_COLOR = '#c8503c'

/** Whether a model can be told colours. */
export const takesHints = ({ translation, inputs }: Translator): boolean =>
  inputs[0] !== undefined && translationTakesHints(translation, inputs[0])

/** The layer on which hints for a picture are painted. */
export const hintsLayer = (data: DocumentData, picture: LayerId): RasterLayer | undefined =>
  Object.values(data.layers).find(
    (layer): layer is RasterLayer => layer.kind === 'paint' && layer.hintsOf === picture,
  )

/** The hints that a model is to be told for a picture. */
export function hintPixels(
  session: DocumentSession,
  picture: RasterLayer,
  translator: Translator,
): Pixels | undefined {
  const layer = takesHints(translator) ? hintsLayer(session.data, picture.id) : undefined
  return layer && session.rasters.toPixels(layer.raster)
}

/** Goes to the picture's hints, made at the first time, with their brush in hand. */
export function paintHints(session: DocumentSession, picture: RasterLayer): void {
  const existing = hintsLayer(session.data, picture.id)
  const { width, height } = session.rasters.get(picture.raster)
  if (existing)
    session.change({ key: 'translate:history.showHints' }, (draft) => {
      draft.layers[existing.id]!.visible = true
      draft.active = existing.id
    })
  else {
    const { id: raster } = session.rasters.createColor(width, height)
    const name = uniqueName(session.data, t('translate:hints.layerName', { name: picture.name }))
    const layer = { ...pictureLayer('paint', name, raster, { ...picture.transform }), hintsOf: picture.id }
    session.change({ key: 'translate:history.hints' }, (draft) => insertLayer(draft, layer, picture.id))
  }
  takeHintsKit(DOT_SHARE * Math.min(width, height))
  draw('brush')
}

export function eraseHints(session: DocumentSession, picture: RasterLayer): void {
  paintHints(session, picture)
  draw('eraser')
}

/** Takes all hints for a picture away. */
export function clearHints(session: DocumentSession, picture: RasterLayer): void {
  const layer = hintsLayer(session.data, picture.id)
  if (!layer) return
  session.change({ key: 'translate:history.clearHints' }, (draft) => {
    detach(draft, layer.id)
    draft.active = picture.id
  })
  chooseTool('translate')
}

/** Each dot is wholly its colour: what is half transparent asks for half. */
function takeHintsKit(size: number): void {
  const asAsked = { hardness: 1, opacity: 1, pressureOpacity: false, antialias: true }
  takeKit(
    'hints',
    ({ brush, eraser, bucket }) => ({
      brush: { ...brush, ...asAsked },
      eraser: { ...eraser, ...asAsked },
      bucket,
      foreground: FIRST_COLOR,
    }),
    size,
  )
}

/** A hint turns the live result on. */
function draw(tool: 'brush' | 'eraser'): void {
  translateState.setState({ live: true })
  chooseTool(tool)
}

/** The brush of hints is for their layer alone. Called once at start-up. */
export function followHintsBrush(): void {
  const update = () => {
    const { active, layers } = currentSession().data
    const layer = active === null ? undefined : layers[active]
    const onHints = layer?.kind === 'paint' && layer.hintsOf !== undefined
    if (toolSettings.getState().purpose === 'hints' && !onHints) takeKit('picture')
  }
  followSession((session) => {
    update()
    return session.store.subscribe((now, before) => {
      if (now.data.active !== before.data.active) update()
    })
  })
}
