import { useState } from 'react'
import { useStore } from 'zustand'
import { toolSettings } from '../../canvas/index.ts'
import { useT } from '../../i18n/index.ts'
import { type Hsv, hexToRgb, hsvToRgb, parseHex, type Rgb, rgbToHex, rgbToHsv } from '../../ui/color.ts'
import { NumberField } from '../../ui/NumberField.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { ColorField } from './ColorField.tsx'
import { HueSlider } from './HueSlider.tsx'
import { Swatches } from './Swatches.tsx'
import { colorTarget } from './target.ts'
import './color.css'

/** Chooses the foreground or background colour by eye, by number, or from the swatches. */
export function ColorPanel() {
  const t = useT()
  const target = useStore(colorTarget, (state) => state.target)
  const color = useStore(toolSettings, (state) => state[target])
  const setColor = (hex: string) => toolSettings.setState({ [target]: hex })
  const [hsv, setHsv] = useHsv(color, setColor)
  const rgb = hexToRgb(color)
  return (
    <div className="color">
      <ColorField hsv={hsv} onChange={setHsv} />
      <HueSlider hue={hsv.h} onChange={(h) => setHsv({ ...hsv, h })} />
      <div className="color__row">
        <Segmented
          label={t('app:color.target')}
          value={target}
          onChange={(next) => colorTarget.setState({ target: next })}
          segments={[
            { value: 'foreground', label: t('app:color.foregroundShort') },
            { value: 'background', label: t('app:color.backgroundShort') },
          ]}
        />
        <HexField color={color} onChange={setColor} />
      </div>
      <div className="color__row color__channels">
        {(['R', 'G', 'B'] as const).map((name, index) => (
          <NumberField
            key={name}
            label={name}
            value={rgb[index]!}
            min={0}
            max={255}
            width={46}
            onChange={(value) => setColor(rgbToHex(rgb.with(index, value) as unknown as Rgb))}
          />
        ))}
      </div>
      <Swatches color={color} onChoose={setColor} />
    </div>
  )
}

/** The colour as hue, saturation and value; keeps the hue that grey and the saturation that black forget. */
function useHsv(color: string, setColor: (hex: string) => void): [Hsv, (hsv: Hsv) => void] {
  const [kept, setKept] = useState(() => rgbToHsv(hexToRgb(color)))
  const hsv = rgbToHex(hsvToRgb(kept)) === color ? kept : rgbToHsv(hexToRgb(color), kept.h)
  const change = (next: Hsv) => {
    setKept(next)
    setColor(rgbToHex(hsvToRgb(next)))
  }
  return [hsv, change]
}

function HexField({ color, onChange }: { color: string; onChange(hex: string): void }) {
  const t = useT()
  const [draft, setDraft] = useState<string | null>(null)
  const commit = () => {
    const hex = draft === null ? null : parseHex(draft)
    if (hex) onChange(hex)
    setDraft(null)
  }
  return (
    <input
      className="text-field color__hex number"
      aria-label={t('app:color.hex')}
      spellCheck={false}
      value={draft ?? color}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
        if (event.key === 'Escape') setDraft(null)
      }}
    />
  )
}
