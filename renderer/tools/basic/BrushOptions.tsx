import { Droplet, PenTool, Spline } from 'lucide-react'
import { useStore } from 'zustand'
import { isMirrored, paintKey, type StrokeToolId, toolSettings, updateBrush } from '../../canvas/index.ts'
import { type BrushSettings, MAX_BRUSH_SIZE } from '../../document/index.ts'
import { type TranslationKey, useT } from '../../i18n/index.ts'
import { IconButton } from '../../ui/Button.tsx'
import { Slider } from '../../ui/Slider.tsx'
import { BrushMenu } from './BrushMenu.tsx'
import { SymmetryField } from './SymmetryField.tsx'

/** What the opacity of a brush is called where it lays nothing on. */
const strengths: Partial<Record<StrokeToolId, TranslationKey>> = {
  blur: 'retouch:strength',
  sharpen: 'retouch:strength',
  smudge: 'retouch:strength',
  dodge: 'retouch:exposure',
  burn: 'retouch:exposure',
}

/** The brush of the tool in hand. */
export function BrushOptions() {
  const t = useT()
  const key = useStore(toolSettings, paintKey)
  const brush = useStore(toolSettings, (state) => state[key])
  const change = (part: Partial<BrushSettings>) => updateBrush(key, part)
  const fraction = (
    field: 'hardness' | 'opacity' | 'smoothing',
    label: TranslationKey = `app:options.${field}`,
    min = 0,
  ) => (
    <Slider
      layout="inline"
      label={t(label)}
      value={Math.round(brush[field] * 100)}
      usual={Math.round(toolSettings.getInitialState()[key][field] * 100)}
      min={min}
      max={100}
      unit="%"
      width={52}
      onChange={(percent) => change({ [field]: percent / 100 })}
    />
  )
  // What mends a picture follows the hand, and has soft edges.
  const paints = key === 'brush' || key === 'eraser'
  return (
    <>
      <BrushMenu />
      <Slider
        layout="inline"
        label={t('app:options.size')}
        value={brush.size}
        usual={toolSettings.getInitialState()[key].size}
        min={1}
        max={MAX_BRUSH_SIZE}
        power={3}
        unit="px"
        width={64}
        onChange={(size) => change({ size })}
      />
      {fraction('hardness')}
      {fraction('opacity', strengths[key] ?? 'app:options.opacity', 1)}
      {paints && fraction('smoothing')}
      <div className="options__divider" />
      <div className="options__group">
        <IconButton
          icon={PenTool}
          label={t('app:options.pressureSize')}
          pressed={brush.pressureSize}
          onClick={() => change({ pressureSize: !brush.pressureSize })}
        />
        <IconButton
          icon={Droplet}
          label={t('app:options.pressureOpacity')}
          pressed={brush.pressureOpacity}
          onClick={() => change({ pressureOpacity: !brush.pressureOpacity })}
        />
        {paints && (
          <IconButton
            icon={Spline}
            label={t('app:options.antialias')}
            pressed={brush.antialias}
            onClick={() => change({ antialias: !brush.antialias })}
          />
        )}
      </div>
      {isMirrored(key) && <SymmetryField />}
    </>
  )
}
