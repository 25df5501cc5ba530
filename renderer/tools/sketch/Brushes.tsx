import {
  Brush,
  Eraser,
  type LucideIcon,
  MoveUpRight,
  PenLine,
  SquareDashedMousePointer,
  Trash2,
} from 'lucide-react'
import { useStore } from 'zustand'
import { chooseTool, toolSettings } from '../../canvas/index.ts'
import { useT } from '../../i18n/index.ts'
import { IconButton } from '../../ui/Button.tsx'
import { Slider } from '../../ui/Slider.tsx'
import { brushInHand, type SketchBrush, takeBrush } from './brushes.ts'
import { type Drags, PATCH_SIDES, setPatchSide, sketchState } from './state.ts'

const brushes: readonly [brush: SketchBrush, icon: LucideIcon][] = [
  ['color', Brush],
  ['outline', PenLine],
  ['eraser', Eraser],
]

/** What is asked for: colours, outlines, and parts that are to come elsewhere. */
export function Brushes({ handles }: { handles: boolean }) {
  const t = useT()
  const inHand = useStore(toolSettings, brushInHand)
  const inTool = useStore(toolSettings, ({ tool }) => tool === 'sketch')
  const drags = useStore(sketchState, (state) => state.drags)
  const patchSide = useStore(sketchState, (state) => state.patchSide)
  const dragging = inTool ? (drags === 'handles' && !handles ? null : drags) : null
  const drag = (what: Drags) => {
    sketchState.setState({ drags: what })
    chooseTool('sketch')
  }
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
        <IconButton
          icon={SquareDashedMousePointer}
          label={t('sketch:draw.patches')}
          pressed={dragging === 'patches'}
          onClick={() => drag('patches')}
        />
        {handles && (
          <IconButton
            icon={MoveUpRight}
            label={t('sketch:draw.handles')}
            pressed={dragging === 'handles'}
            onClick={() => drag('handles')}
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
      <p className="tool-form__hint">{t(`sketch:draw.about.${dragging ?? inHand ?? 'color'}`)}</p>
      {dragging === 'patches' && (
        <Slider
          label={t('sketch:draw.patchSide')}
          value={Math.round(100 * patchSide)}
          usual={Math.round(100 * sketchState.getInitialState().patchSide)}
          onChange={(value) => setPatchSide(value / 100)}
          min={100 * PATCH_SIDES[0]}
          max={100 * PATCH_SIDES[1]}
        />
      )}
    </div>
  )
}
