import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'
import './tooltip.css'

export type TooltipSide = 'top' | 'right' | 'bottom' | 'left'

export interface TooltipProps {
  text: string
  /** Keys that do the same, ready to show. */
  keys?: string | undefined
  side?: TooltipSide
  children: ReactElement
}

/** Names its child after a short rest of the pointer. */
export function Tooltip({ text, keys, side = 'bottom', children }: TooltipProps) {
  return (
    <BaseTooltip.Root
      onOpenChange={(_open, details) => {
        // What Escape closes is what the tooltip is in; a name that happens to be shown is not in its way.
        if (details.reason === 'escape-key') details.allowPropagation()
      }}
    >
      <BaseTooltip.Trigger render={children} />
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner side={side} sideOffset={6} className="tooltip__positioner">
          <BaseTooltip.Popup className="tooltip">
            {text}
            {keys && <kbd className="tooltip__keys">{keys}</kbd>}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  )
}
