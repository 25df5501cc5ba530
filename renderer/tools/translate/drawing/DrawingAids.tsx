import { Brush, Eraser, FilePlus2, type LucideIcon, PaintBucket, PenLine } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import type { RasterLayer } from '../../../../electron/contract/document/index.ts'
import { reportError } from '../../../app/failures.ts'
import { JobNote } from '../../../app/JobNote.tsx'
import { toolSettings } from '../../../canvas/index.ts'
import { useSession } from '../../../document/index.ts'
import { useT } from '../../../i18n/index.ts'
import { Button, IconButton } from '../../../ui/Button.tsx'
import type { Translator } from '../state.ts'
import {
  type Drawing,
  drawingOf,
  goOnDrawing,
  newDrawing,
  takeBrush,
  takeBucket,
  takeEraser,
} from './aids.ts'
import { Labels } from './Labels.tsx'
import { pairingOf, sketchFromPhoto } from './sketch.ts'
import './drawing.css'

interface DrawingAidsProps {
  translator: Translator
  layer: RasterLayer
}

/** The tools that make what the model translates, and a layer to draw on. */
export function DrawingAids({ translator, layer }: DrawingAidsProps) {
  const drawing = drawingOf(translator)
  const begins = layer.kind !== 'paint' && (drawing !== null || pairingOf(translator) !== undefined)
  if (!drawing && !begins) return null
  return (
    <div className="tool-form__group">
      {drawing && <Tools drawing={drawing} translator={translator} layer={layer} />}
      {drawing === 'labels' && <Labels translator={translator} layer={layer} />}
      {begins && <Beginnings drawing={drawing} translator={translator} layer={layer} />}
    </div>
  )
}

/** For the result of a drawing model: back to its drawing, or to another one. */
export function DrawingAgain({ translator, layer }: DrawingAidsProps) {
  const t = useT()
  const session = useSession()
  const drawing = drawingOf(translator)
  if (!drawing) return null
  return (
    <div className="tool-form__pair">
      {layer.kind === 'paint' && (
        <Button wide icon={Brush} onClick={() => goOnDrawing(session, layer, translator)}>
          {t('translate:drawing.goOn')}
        </Button>
      )}
      <Button wide icon={FilePlus2} onClick={() => newDrawing(session, translator)}>
        {t('translate:drawing.new')}
      </Button>
    </div>
  )
}

function Tools({ drawing, translator, layer }: DrawingAidsProps & { drawing: Drawing }) {
  const t = useT()
  const session = useSession()
  const tool = useStore(toolSettings, (state) => state.tool)
  const tools: readonly [id: 'brush' | 'bucket' | 'eraser', icon: LucideIcon, take: () => void][] = [
    ['brush', Brush, () => takeBrush(session, layer, translator)],
    ['bucket', PaintBucket, () => takeBucket(translator)],
    ['eraser', Eraser, () => takeEraser(translator)],
  ]
  return (
    <div className="tool-form__row drawing__tools">
      <span className="field__label">{t('translate:drawing.label')}</span>
      {tools.map(([id, icon, take]) => (
        <IconButton
          key={id}
          icon={icon}
          label={t(id === 'brush' ? `translate:drawing.brush.${drawing}` : `translate:drawing.${id}`)}
          pressed={tool === id}
          onClick={take}
        />
      ))}
    </div>
  )
}

/** What a drawing begins with: nothing, or what the model would have been shown of the photo. */
function Beginnings({ drawing, translator, layer }: DrawingAidsProps & { drawing: Drawing | null }) {
  const t = useT()
  const session = useSession()
  const [running, setRunning] = useState(false)
  const sketch = async () => {
    setRunning(true)
    try {
      await sketchFromPhoto(session, layer, translator)
    } catch (thrown) {
      reportError(thrown, 'translate:drawing.fromPhoto')
    } finally {
      setRunning(false)
    }
  }
  return (
    <>
      <div className="tool-form__pair">
        {drawing && (
          <Button wide icon={FilePlus2} onClick={() => newDrawing(session, translator)}>
            {t('translate:drawing.new')}
          </Button>
        )}
        {pairingOf(translator) && (
          <Button wide icon={PenLine} disabled={running} onClick={() => void sketch()}>
            {t('translate:drawing.fromPhoto')}
          </Button>
        )}
      </div>
      <JobNote label="translate:drawing.preparing" />
    </>
  )
}
