import { RotateCcw } from 'lucide-react'
import { FontShape } from '../../../electron/contract/tools/font.ts'
import type { FontWork } from '../../../electron/contract/tools/fontWorks.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Slider } from '../../ui/Slider.tsx'
import { changePlan } from './state.ts'

interface Setting {
  key: keyof FontShape
  min: number
  max: number
  /** Shown per cent of what it is. */
  share?: boolean
  unit?: string
}

const drawing: Setting[] = [
  { key: 'weight', min: -120, max: 200 },
  { key: 'contrast', min: -100, max: 100 },
  { key: 'roundness', min: 0, max: 200 },
  { key: 'width', min: 0.5, max: 2, share: true, unit: '%' },
  { key: 'slant', min: -30, max: 30, unit: '°' },
]
const spacing: Setting[] = [
  { key: 'body', min: 0.6, max: 1.2, share: true, unit: '%' },
  { key: 'tracking', min: -200, max: 400 },
  { key: 'wordSpace', min: 0.25, max: 4, share: true, unit: '%' },
]
const unshaped = FontShape.parse({})

/** How the new font differs from what the network or the source gives: on the field, and around it. */
export function ShapePanel({ work }: { work: FontWork }) {
  const t = useT()
  const { shape } = work.plan
  const changed = [...drawing, ...spacing].some(({ key }) => shape[key] !== unshaped[key])
  const slider = ({ key, min, max, share, unit }: Setting) => {
    const factor = share ? 100 : 1
    return (
      <Slider
        key={key}
        label={t(`font:shape.${key}`)}
        value={Math.round(shape[key] * factor)}
        usual={unshaped[key] * factor}
        min={min * factor}
        max={max * factor}
        width={68}
        {...(unit && { unit })}
        onChange={(value) => changePlan(work, { shape: { ...shape, [key]: value / factor } })}
      />
    )
  }
  return (
    <aside className="font-side font-side--right" aria-label={t('font:shape.panel')}>
      <section className="font-section">
        <h3>{t('font:shape.drawing')}</h3>
        {drawing.map(slider)}
        <p className="font-hint">{t('font:shape.unit')}</p>
      </section>
      <section className="font-section">
        <h3>{t('font:shape.spacing')}</h3>
        {spacing.map(slider)}
        <p className="font-hint">{t('font:shape.spacingAbout')}</p>
      </section>
      <Button icon={RotateCcw} disabled={!changed} onClick={() => changePlan(work, { shape: unshaped })}>
        {t('font:shape.reset')}
      </Button>
    </aside>
  )
}
