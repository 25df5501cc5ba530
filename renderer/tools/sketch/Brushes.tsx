import { Brush, Eraser, type LucideIcon, MoveUpRight, PenLine, Trash2 } from 'lucide-react'
import { useStore } from 'zustand'
import { chooseTool, toolSettings } from '../../canvas/index.ts'
import { useT } from '../../i18n/index.ts'
import { IconButton } from '../../ui/Button.tsx'
import { brushInHand, type SketchBrush, takeBrush } from './brushes.ts'
import { sketchState } from './state.ts'

const brushes: readonly [brush: SketchBrush, icon: LucideIcon][] = [
  ['color', Brush],
  ['outline', PenLine],
  ['eraser', Eraser],
]

/** What is asked for: colours, outlines, and parts that are to come elsewhere. */
export function Brushes({ handles }: { handles: boolean }) {
  const t = useT()
  const inHand = useStore(toolSettings, brushInHand)
  const dragging = useStore(toolSettings, ({ tool }) => tool === 'sketch')
  const held = useStore(sketchState, (state) => state.handles.length)
  return (
    <div className="tool-form__group">
      <div className="tool-form__row">
        <span className="field__label">{t('sketch:draw.label')}</span>
        {brushes.map(([brush, icon]) => (
          <IconButton
            key={brush}
            icon={icon}
            label={t(`sketch:draw.${brush}`)}
            pressed={inHand === brush}
            onClick={() => takeBrush(brush)}
          />
        ))}
        {handles && (
          <IconButton
            icon={MoveUpRight}
            label={t('sketch:draw.handles')}
            pressed={dragging}
            onClick={() => chooseTool('sketch')}
          />
        )}
        {held > 0 && (
          <IconButton
            icon={Trash2}
            label={t('sketch:draw.clearHandles')}
            onClick={() => sketchState.setState({ handles: [] })}
          />
        )}
      </div>
      <p className="tool-form__hint">
        {t(`sketch:draw.about.${dragging ? 'handles' : (inHand ?? 'color')}`)}
      </p>
    </div>
  )
}
