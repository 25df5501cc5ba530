import { Plus, Trash2 } from 'lucide-react'
import { gradientTables } from '../../../electron/contract/adjusting/tables.ts'
import type { Adjustment } from '../../../electron/contract/document/index.ts'
import { useT } from '../../i18n/index.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { NumberField } from '../../ui/NumberField.tsx'
import type { FieldsProps } from './fieldsProps.ts'
import { HistogramView } from './HistogramView.tsx'

type GradientMap = Extract<Adjustment, { kind: 'gradient-map' }>

const MOST = 32

/** The colours that the picture's lightness becomes, from dark to light. */
export function GradientFields({ adjustment, histogram, onChange, onCommit }: FieldsProps<GradientMap>) {
  const t = useT()
  const { stops } = adjustment
  const set = (next: GradientMap['stops']) => onChange({ ...adjustment, stops: next })
  const change = (index: number, part: Partial<GradientMap['stops'][number]>) =>
    set(stops.map((stop, k) => (k === index ? { ...stop, ...part } : stop)))
  const tables = gradientTables(adjustment)
  const shown = [...stops].sort((a, b) => a.at - b.at).map(({ at, color }) => `${color} ${100 * at}%`)
  const add = () => {
    const [red, green, blue] = tables.map((table) => table[128]!) as [number, number, number]
    const color = `#${[red, green, blue].map((value) => value.toString(16).padStart(2, '0')).join('')}`
    set([...stops, { at: 0.5, color }])
    onCommit()
  }
  return (
    <>
      <HistogramView histogram={histogram} channel="rgb" />
      <div className="gradient" style={{ background: `linear-gradient(to right, ${shown.join(', ')})` }} />
      {stops.map((stop, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a stop is named by its place in the list
        <div key={index} className="gradient__stop">
          <input
            type="color"
            aria-label={t('adjust:stopColor', { number: index + 1 })}
            value={stop.color}
            onChange={(event) => change(index, { color: event.target.value })}
            onBlur={onCommit}
          />
          <NumberField
            label={t('adjust:stopPlace', { number: index + 1 })}
            hideLabel
            value={Math.round(100 * stop.at)}
            min={0}
            max={100}
            unit="%"
            onChange={(value) => change(index, { at: value / 100 })}
            onCommit={onCommit}
          />
          <IconButton
            size="small"
            icon={Trash2}
            label={t('adjust:removeStop', { number: index + 1 })}
            disabled={stops.length <= 2}
            onClick={() => {
              set(stops.filter((_, k) => k !== index))
              onCommit()
            }}
          />
        </div>
      ))}
      <Button icon={Plus} disabled={stops.length >= MOST} onClick={add}>
        {t('adjust:addStop')}
      </Button>
    </>
  )
}
