import { Popover } from '@base-ui/react/popover'
import { ChevronDown, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { type BrushPreset, brushOf, builtInBrushes, MAX_PRESETS } from '../../canvas/brushPresets.ts'
import { paintKey, toolSettings, updateBrush } from '../../canvas/index.ts'
import { type BrushSettings, grains, plainTexture, type Texture, tipShapes } from '../../document/index.ts'
import { useT } from '../../i18n/index.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { Slider } from '../../ui/Slider.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { BrushSample } from './BrushSample.tsx'
import '../../ui/popup.css'
import './brushMenu.css'

/** The brush in hand as a stroke; opens the brushes to choose from, and what makes one. */
export function BrushMenu() {
  const t = useT()
  const key = useStore(toolSettings, paintKey)
  const brush = useStore(toolSettings, (state) => state[key])
  return (
    <Popover.Root>
      <Popover.Trigger className="brush-menu__trigger" aria-label={t('retouch:brushes.open')}>
        <BrushSample brush={brush} width={52} height={20} />
        <ChevronDown size={13} aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="popup__positioner" align="start" sideOffset={6}>
          <Popover.Popup className="popup brush-menu" aria-label={t('retouch:brushes.open')}>
            <Presets onTake={(taken) => updateBrush(key, taken)} />
            <TextureFields brush={brush} onChange={(texture) => updateBrush(key, { texture })} />
            <SavePreset brush={brush} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Presets({ onTake }: { onTake(brush: BrushSettings): void }) {
  const t = useT()
  const own = useStore(toolSettings, (state) => state.presets)
  const remove = (gone: BrushPreset) => toolSettings.setState({ presets: own.filter((one) => one !== gone) })
  return (
    <ul className="brush-menu__list">
      {builtInBrushes.map((id) => (
        <li key={id}>
          <PresetButton name={t(`retouch:brushes.${id}`)} brush={brushOf[id]} onTake={onTake} />
        </li>
      ))}
      {own.map((preset) => (
        <li key={preset.name} className="brush-menu__own">
          <PresetButton {...preset} onTake={onTake} />
          <IconButton
            size="small"
            icon={Trash2}
            label={t('retouch:brushes.remove', { name: preset.name })}
            onClick={() => remove(preset)}
          />
        </li>
      ))}
    </ul>
  )
}

function PresetButton({ name, brush, onTake }: BrushPreset & { onTake(brush: BrushSettings): void }) {
  return (
    <button type="button" className="brush-menu__preset" onClick={() => onTake(brush)}>
      <span>{name}</span>
      <BrushSample brush={brush} />
    </button>
  )
}

function TextureFields({
  brush: { texture = plainTexture },
  onChange,
}: {
  brush: BrushSettings
  onChange(texture: Texture): void
}) {
  const t = useT()
  return (
    <div className="brush-menu__fields">
      <Segmented
        label={t('retouch:tip.label')}
        value={texture.tip}
        onChange={(tip) => onChange({ ...texture, tip })}
        segments={tipShapes.map((value) => ({ value, label: t(`retouch:tip.${value}`) }))}
      />
      <Segmented
        label={t('retouch:grain.label')}
        value={texture.grain}
        onChange={(grain) => onChange({ ...texture, grain })}
        segments={grains.map((value) => ({ value, label: t(`retouch:grain.${value}`) }))}
      />
      <Slider
        layout="inline"
        label={t('app:options.rotation')}
        value={texture.angle}
        usual={plainTexture.angle}
        min={-90}
        max={90}
        unit="°"
        width={56}
        disabled={texture.tip === 'round'}
        onChange={(angle) => onChange({ ...texture, angle })}
      />
    </div>
  )
}

/** Keeps the brush in hand by a name; a name that is taken already is given to this one. */
function SavePreset({ brush }: { brush: BrushSettings }) {
  const t = useT()
  const [name, setName] = useState('')
  const own = useStore(toolSettings, (state) => state.presets)
  const wanted = name.trim().slice(0, 60)
  const save = () => {
    const others = own.filter((preset) => preset.name !== wanted)
    toolSettings.setState({ presets: [...others, { name: wanted, brush }].slice(-MAX_PRESETS) })
    setName('')
  }
  return (
    <div className="brush-menu__save">
      <TextField
        label={t('retouch:brushes.name')}
        hideLabel
        placeholder={t('retouch:brushes.name')}
        value={name}
        onChange={setName}
      />
      <Button disabled={wanted === ''} onClick={save}>
        {t('retouch:brushes.save')}
      </Button>
    </div>
  )
}
