import { useT } from '../../i18n/index.ts'
import { Button, type ButtonProps, IconButton } from '../../ui/Button.tsx'
import { formatShortcut } from '../../ui/shortcutLabel.ts'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { getAction } from './registry.ts'
import { runAction } from './run.ts'
import { useEnabled } from './useEnabled.ts'

/** An action as a labelled button. */
export function ActionButton({
  id,
  variant = 'normal',
}: {
  id: string
  variant?: NonNullable<ButtonProps['variant']>
}) {
  const t = useT()
  const action = getAction(id)
  const enabled = useEnabled(action)
  const button = (
    <Button variant={variant} disabled={!enabled} data-action={id} onClick={() => void runAction(action)}>
      {t(action.label)}
    </Button>
  )
  if (!action.shortcut) return button
  return (
    <Tooltip text={t(action.label)} keys={formatShortcut(action.shortcut)}>
      {button}
    </Tooltip>
  )
}

/** An action as an icon with a tooltip. @throws Error for an action without an icon */
export function ActionIcon({ id, size = 'small' }: { id: string; size?: 'small' | 'normal' }) {
  const t = useT()
  const action = getAction(id)
  const enabled = useEnabled(action)
  if (!action.icon) throw new Error(`The action "${id}" has no icon.`)
  return (
    <IconButton
      icon={action.icon}
      label={t(action.label)}
      shortcut={action.shortcut}
      size={size}
      tooltipSide="top"
      disabled={!enabled}
      pressed={action.checked?.()}
      data-action={id}
      onClick={() => void runAction(action)}
    />
  )
}
