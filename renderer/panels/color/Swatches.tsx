import { Minus, Plus } from 'lucide-react'
import { updateSettings, useSettings } from '../../app/settings.ts'
import { useT } from '../../i18n/index.ts'
import { IconButton } from '../../ui/Button.tsx'

/** What a fresh installation offers; the user's own take their place once one is added. */
const basics = [
  '#000000',
  '#404040',
  '#808080',
  '#bfbfbf',
  '#ffffff',
  '#d93636',
  '#e8833a',
  '#f2c53d',
  '#5fae4b',
  '#2f9e9e',
  '#3478d1',
  '#6b4fc4',
  '#c24a9b',
  '#7a4a2b',
  '#f0c9a4',
]
const MAX_SWATCHES = 64

export function Swatches({ color, onChoose }: { color: string; onChoose(hex: string): void }) {
  const t = useT()
  const saved = useSettings((state) => state.swatches)
  const swatches = saved.length ? saved : basics
  const known = swatches.includes(color)
  return (
    <section className="swatches" aria-label={t('app:color.swatches')}>
      <ul className="swatches__list">
        {swatches.map((swatch) => (
          <li key={swatch}>
            <button
              type="button"
              className="swatch"
              aria-label={swatch}
              aria-pressed={swatch === color}
              style={{ background: swatch }}
              onClick={() => onChoose(swatch)}
            />
          </li>
        ))}
      </ul>
      <div className="swatches__buttons">
        <IconButton
          icon={Plus}
          size="small"
          label={t('app:color.addSwatch')}
          disabled={known || swatches.length >= MAX_SWATCHES}
          onClick={() => updateSettings({ swatches: [...swatches, color] })}
        />
        <IconButton
          icon={Minus}
          size="small"
          label={t('app:color.removeSwatch')}
          disabled={!known || swatches.length <= 1}
          onClick={() => updateSettings({ swatches: swatches.filter((swatch) => swatch !== color) })}
        />
      </div>
    </section>
  )
}
