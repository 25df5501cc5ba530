import type { KeyboardEvent, PointerEvent } from 'react'
import { useT } from '../../i18n/index.ts'
import { type Hsv, hsvToRgb, rgbToHex } from '../../ui/color.ts'

const clamp = (value: number) => Math.min(1, Math.max(0, value))

/** Saturation to the right, value to the top, for one hue. */
export function ColorField({ hsv, onChange }: { hsv: Hsv; onChange(hsv: Hsv): void }) {
  const t = useT()
  const pick = (event: PointerEvent<HTMLDivElement>) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
    onChange({
      ...hsv,
      s: clamp((event.clientX - left) / width),
      v: clamp(1 - (event.clientY - top) / height),
    })
  }
  const step = (event: KeyboardEvent) => {
    const by = event.shiftKey ? 0.1 : 0.01
    const moves: Record<string, Partial<Hsv>> = {
      ArrowLeft: { s: clamp(hsv.s - by) },
      ArrowRight: { s: clamp(hsv.s + by) },
      ArrowUp: { v: clamp(hsv.v + by) },
      ArrowDown: { v: clamp(hsv.v - by) },
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    onChange({ ...hsv, ...move })
  }
  const percent = (value: number) => Math.round(value * 100)
  return (
    <div
      className="color-field"
      role="slider"
      tabIndex={0}
      aria-label={t('app:color.field')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent(hsv.s)}
      aria-valuetext={t('app:color.fieldValue', { saturation: percent(hsv.s), value: percent(hsv.v) })}
      style={{ backgroundColor: `hsl(${hsv.h} 100% 50%)` }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        pick(event)
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && pick(event)}
      onKeyDown={step}
    >
      <span
        className="color-field__thumb"
        style={{ left: `${hsv.s * 100}%`, top: `${(1 - hsv.v) * 100}%`, background: rgbToHex(hsvToRgb(hsv)) }}
      />
    </div>
  )
}
