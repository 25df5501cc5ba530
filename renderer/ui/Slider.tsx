import { Slider as BaseSlider } from '@base-ui/react/slider'
import { classes } from './classes.ts'
import { NumberField, type NumberFieldProps } from './NumberField.tsx'
import './field.css'

export interface SliderProps extends Omit<NumberFieldProps, 'hideLabel' | 'min' | 'max' | 'onChange'> {
  onChange(value: number): void
  min: number
  max: number
  /** `inline`: label, track and number in one row, for the options bar; `stacked`: label above, for panels. */
  layout?: 'inline' | 'stacked'
  /** A curve from track to value, so that small values get room: value = min + (max - min) * t^power. */
  power?: number
}

/** A slider with the same number beside it to type. */
export function Slider({ layout = 'stacked', power = 1, onCommit, ...field }: SliderProps) {
  const { label, value, onChange, min, max, step = 1, disabled = false } = field
  const steps = 1000
  const toTrack = (v: number) =>
    Math.round(((Math.min(max, Math.max(min, v)) - min) / (max - min)) ** (1 / power) * steps)
  const toValue = (track: number) => {
    const exact = min + (max - min) * (track / steps) ** power
    return Math.min(max, Math.max(min, Number((Math.round(exact / step) * step).toFixed(6))))
  }
  return (
    <div className={classes('slider', `slider--${layout}`)}>
      <NumberField {...field} {...(onCommit ? { onCommit } : {})} />
      <BaseSlider.Root
        className="slider__root"
        value={toTrack(value)}
        min={0}
        max={steps}
        step={1}
        largeStep={steps / 10}
        disabled={disabled}
        onValueChange={(track) => onChange(toValue(track as number))}
        onValueCommitted={(track) => onCommit?.(toValue(track as number))}
        thumbAlignment="edge"
      >
        <BaseSlider.Control className="slider__control">
          <BaseSlider.Track className="slider__track">
            <BaseSlider.Indicator className="slider__indicator" />
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
