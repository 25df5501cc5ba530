import { Brush, Eraser, FilePlus2, type LucideIcon, PaintBucket } from 'lucide-react'
import { useStore } from 'zustand'
import type { RasterLayer } from '../../../../electron/contract/document.ts'
import { toolSettings } from '../../../canvas/index.ts'
import { useSession } from '../../../document/index.ts'
import { useT } from '../../../i18n/index.ts'
import { Button, IconButton } from '../../../ui/Button.tsx'
import type { Translator } from '../state.ts'
import { type Drawing, drawingOf, newDrawing, takeBrush, takeBucket, takeEraser } from './aids.ts'
import { Palette } from './Palette.tsx'
import './drawing.css'

interface DrawingAidsProps {
  translator: Translator
  layer: RasterLayer
}

/** The tools that make what the model translates, and a layer to draw on. */
export function DrawingAids({ translator, layer }: DrawingAidsProps) {
  const t = useT()
  const session = useSession()
  const drawing = drawingOf(translator)
  if (!drawing) return null
  return (
    <div className="tool-form__group">
      <div className="tool-form__row">
        <span className="field__label">{t('translate:drawing.label')}</span>
        <Tools drawing={drawing} translator={translator} layer={layer} />
      </div>
      {drawing === 'labels' && <Palette translator={translator} layer={layer} />}
      {layer.kind !== 'paint' && (
        <Button wide icon={FilePlus2} onClick={() => newDrawing(session, translator)}>
          {t('translate:drawing.new')}
        </Button>
      )}
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
    <span className="drawing__tools">
      {tools.map(([id, icon, take]) => (
        <IconButton
          key={id}
          icon={icon}
          label={t(id === 'brush' ? `translate:drawing.brush.${drawing}` : `translate:drawing.${id}`)}
          pressed={tool === id}
          onClick={take}
        />
      ))}
    </span>
  )
}
