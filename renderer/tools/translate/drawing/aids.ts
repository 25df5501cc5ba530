import type { RasterLayer } from '../../../../electron/contract/document/index.ts'
import type { PaletteEntry } from '../../../../electron/contract/model/translation.ts'
import { chooseTool, takeKit, toolSettings } from '../../../canvas/index.ts'
import { type DocumentSession, pictureLayer, uniqueName } from '../../../document/index.ts'
import { insertLayer } from '../../../document/operations/add.ts'
import { t } from '../../../i18n/index.ts'
import { hexOf } from '../paper.ts'
import { type Translator, translateState } from '../state.ts'

/** What the network was trained on is lines of one to two of its pixels. */
const LINE_WIDTH = 1.5
/** Share of the shorter side that an area has which the network sees as one. */
const AREA_SHARE = 1 / 16

/** How a model's drawings are made; null for models of pictures. */
export type Drawing = 'lines' | 'areas' | 'labels'

export function drawingOf({ translation }: Translator): Drawing | null {
  return translation.kind === 'drawing' && translation.draws !== 'picture' ? translation.draws : null
}

/** Takes what the model's drawings are made with in hand: lines of the width it knows, or areas without smoothed edges. */
function takeDrawingKit(translator: Translator, size?: number): void {
  const lines = drawingOf(translator) === 'lines'
  const asDrawn = { hardness: 1, opacity: 1, pressureOpacity: false, antialias: lines }
  takeKit(
    lines ? 'lines' : 'areas',
    ({ brush, eraser, bucket }) => ({
      brush: { ...brush, ...asDrawn, pressureSize: lines },
      eraser: { ...eraser, ...asDrawn, pressureSize: lines },
      bucket: { ...bucket, antialias: lines },
    }),
    size,
  )
}

export function takeBrush(session: DocumentSession, { raster }: RasterLayer, translator: Translator): void {
  const { width, height } = session.rasters.get(raster)
  const shorter = Math.min(width, height)
  const { side } = translator.translation
  const lines = drawingOf(translator) === 'lines'
  takeDrawingKit(translator, lines ? (LINE_WIDTH * shorter) / side : AREA_SHARE * shorter)
  draw('brush')
}

export function takeBucket(translator: Translator): void {
  takeDrawingKit(translator)
  draw('bucket')
}

export function takeEraser(translator: Translator): void {
  takeDrawingKit(translator)
  draw('eraser')
}

/** Paints with a label from now on; a brush that smooths edges would make colours that stand for nothing. */
export function takeLabel(
  session: DocumentSession,
  layer: RasterLayer,
  translator: Translator,
  { color }: PaletteEntry,
): void {
  if (toolSettings.getState().tool === 'bucket') takeBucket(translator)
  else takeBrush(session, layer, translator)
  toolSettings.setState({ foreground: hexOf(color) })
}

/** Taking a tool from the panel keeps the panel, and turns the live result on. */
function draw(tool: 'brush' | 'bucket' | 'eraser'): void {
  translateState.setState({ live: true })
  chooseTool(tool)
}

/** A transparent layer above everything, to draw on for the model, with its brush in hand. */
export function newDrawing(session: DocumentSession, translator: Translator): void {
  const { id: raster } = session.rasters.createColor(session.data.width, session.data.height)
  const layer = pictureLayer('paint', uniqueName(session.data, t('translate:drawing.layerName')), raster)
  session.change({ key: 'document:history.addPaint' }, (draft) => insertLayer(draft, layer, null))
  takeBrush(session, layer, translator)
}

/** Takes the brush to a drawing that was translated before. */
export function goOnDrawing(session: DocumentSession, layer: RasterLayer, translator: Translator): void {
  session.selectLayers([layer.id])
  takeBrush(session, layer, translator)
}
