import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useT } from '../i18n/index.ts'
import { IconButton } from './Button.tsx'
import './dialog.css'

export interface DialogProps {
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
}: DialogProps) {
  const t = useT()
  return (
    <BaseDialog.Root
      open
      disablePointerDismissal={role === 'alertdialog'}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="dialog__scrim" />
        <BaseDialog.Popup className="dialog" role={role} style={{ width }}>
          <header className="dialog__header">
            <BaseDialog.Title className="dialog__title">{title}</BaseDialog.Title>
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
