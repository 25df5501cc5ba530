import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { useT } from '../i18n/index.ts'
import { IconButton } from './Button.tsx'
import { classes } from './classes.ts'
import './dialog.css'
import { restingFocus } from './restingFocus.ts'

/** Where the keyboard starts: the first field, else the primary button; never the cross. */
function firstFocus(popup: HTMLElement | null): HTMLElement | true {
  const field = popup?.querySelector<HTMLElement>(
    '.dialog__body :is(input, [role="combobox"], [tabindex="0"]:not(button)):not([tabindex="-1"], :disabled)',
  )
  return field ?? popup?.querySelector<HTMLElement>('.button--primary') ?? true
}

export interface DialogProps {
  /** The ellipsis of the action that opened it is left out. */
  title: string
  /** A sentence under the title. */
  description?: string
  /** In pixels. */
  width?: number
  /** Escape, the cross, or a press outside. */
  onClose(): void
  children?: ReactNode
  /** Buttons at the end, the primary one last. */
  footer?: ReactNode
  /** `alertdialog` for questions that need an answer: a press outside does not close it. */
  role?: 'dialog' | 'alertdialog'
  /** Stands at the right, and leaves the picture beside it as it is: what it asks for is shown there. */
  aside?: boolean
}

/** A modal dialog; open while it is rendered. */
export function Dialog({
  title,
  description,
  width = 440,
  onClose,
  children,
  footer,
  role = 'dialog',
  aside = false,
}: DialogProps) {
  const t = useT()
  const popup = useRef<HTMLDivElement>(null)
  // The menu that opened it is not where keys should go afterwards: Space would open it again.
  const [fromMenu] = useState(
    () => document.activeElement?.closest('[role="menu"], [role="menubar"]') != null,
  )
  return (
    <BaseDialog.Root
      open
      disablePointerDismissal={role === 'alertdialog'}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <BaseDialog.Portal>
        {/* Above the dialog that opened this one, so that it is dimmed with all the rest. */}
        <BaseDialog.Backdrop
          className={classes('dialog__scrim', aside && 'dialog__scrim--clear')}
          forceRender
        />
        <BaseDialog.Popup
          ref={popup}
          className={classes('dialog', aside && 'dialog--aside')}
          role={role}
          style={{ width }}
          initialFocus={() => firstFocus(popup.current)}
          finalFocus={() => !fromMenu || restingFocus()}
        >
          <header className="dialog__header">
            <BaseDialog.Title className="dialog__title">{title.replace(/…$/, '')}</BaseDialog.Title>
            <IconButton icon={X} label={t('app:dialog.close')} size="small" onClick={onClose} />
          </header>
          {description && (
            <BaseDialog.Description className="dialog__description">{description}</BaseDialog.Description>
          )}
          {children && <div className="dialog__body">{children}</div>}
          {footer && <footer className="dialog__footer">{footer}</footer>}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}
