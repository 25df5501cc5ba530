import { Toggle } from '@base-ui/react/toggle'
import { ToggleGroup } from '@base-ui/react/toggle-group'
import type { LucideIcon } from 'lucide-react'
import './segmented.css'
import { Tooltip } from './Tooltip.tsx'

export interface Segment<T extends string> {
  value: T
  label: string
  /** Shown in place of the label, which then becomes the tooltip. */
  icon?: LucideIcon
}

export interface SegmentedProps<T extends string> {
  label: string
  value: T
  onChange(value: T): void
  segments: readonly Segment<T>[]
}

/** One of a few, side by side. */
export function Segmented<T extends string>({ label, value, onChange, segments }: SegmentedProps<T>) {
  return (
    <ToggleGroup
      className="segmented"
      aria-label={label}
      value={[value]}
      onValueChange={([next]) => next && onChange(next as T)}
    >
      {segments.map(({ value: segment, label: text, icon: Icon }) =>
        Icon ? (
          <Tooltip key={segment} text={text}>
            <Toggle className="segmented__item" value={segment} aria-label={text}>
              <Icon size={15} strokeWidth={1.75} aria-hidden />
            </Toggle>
          </Tooltip>
        ) : (
          <Toggle key={segment} className="segmented__item" value={segment}>
            {text}
          </Toggle>
        ),
      )}
    </ToggleGroup>
  )
}
