import { Slider as BaseSlider } from '@base-ui/react/slider'
import type { CSSProperties, KeyboardEvent, MouseEvent } from 'react'
import { classes } from './classes.ts'
import { NumberField, type NumberFieldProps } from './NumberField.tsx'
import { byKey, decimalsOf, type Range, TRACK, toTrack, toValue } from './sliderSteps.ts'
import './field.css'

export interface SliderProps extends Omit<NumberFieldProps, 'hideLabel' | 'min' | 'max' | 'onChange'> {
  onChange(value: number): void
  min: number
  max: number
  /** What a double click brings back. */
  usual: number
  /** `inline`: label, track and number in one row, for the options bar; `stacked`: label above, for panels. */
  layout?: 'inline' | 'stacked'
  /** A curve from track to value, so that small values get room: value = min + (max - min) * t^power. */
  power?: number
}

/** From zero, where that lies within the range, else from its least, to the middle of the thumb. */
function fillOf(range: Range, value: number): CSSProperties {
  const [zero, at] = [toTrack(range, 0) / TRACK, toTrack(range, value) / TRACK]
  const place = (part: number) => `(${part} * (100% - var(--thumb)) + var(--thumb) / 2)`
  if (zero === 0) return { left: 0, width: `calc${place(at)}` }
  return {
    left: `calc${place(Math.min(zero, at))}`,
    width: `calc(${Math.abs(at - zero)} * (100% - var(--thumb)))`,
  }
}

/** A slider with the same number beside it to type; keys step it, and a double click brings its usual value back. */
export function Slider({ layout = 'stacked', power = 1, usual, onCommit, ...field }: SliderProps) {
  const { label, value, onChange, min, max, step = 1, disabled = false } = field
  const range: Range = { min, max, step, power }
  const digits = field.digits ?? decimalsOf(step)
  const set = (next: number) => {
    onChange(next)
    onCommit?.(next)
  }
  // The track's own steps are not the value's, so that keys are read here.
  const onKey = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement && event.target.type !== 'range') return
    const next = byKey(range, value, event.key, event.shiftKey)
    if (next === null || disabled || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    if (next !== value) set(next)
  }
  const onDoubleClick = ({ target }: MouseEvent) => {
    const types = target instanceof HTMLInputElement && target.type !== 'range'
    if (!types && !disabled) set(Math.min(max, Math.max(min, usual)))
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its number and its thumb are what is operated
    <div
      className={classes('slider', `slider--${layout}`)}
      onKeyDownCapture={onKey}
      onDoubleClick={onDoubleClick}
    >
      <NumberField {...field} digits={digits} {...(onCommit ? { onCommit } : {})} />
      <BaseSlider.Root
        className="slider__root"
        value={toTrack(range, value)}
        min={0}
        max={TRACK}
        step={1}
        disabled={disabled}
        onValueChange={(track) => onChange(toValue(range, track as number))}
        onValueCommitted={(track) => onCommit?.(toValue(range, track as number))}
        thumbAlignment="edge"
      >
        <BaseSlider.Control className="slider__control">
          <BaseSlider.Track className="slider__track">
            <span className="slider__fill" style={fillOf(range, value)} />
            <BaseSlider.Thumb
              className="slider__thumb"
              getAriaLabel={() => label}
              getAriaValueText={() => `${value}${field.unit ?? ''}`}
            />
          </BaseSlider.Track>
        </BaseSlider.Control>
      </BaseSlider.Root>
    </div>
  )
}
