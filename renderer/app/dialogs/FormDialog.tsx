import { type ReactNode, useId } from 'react'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'

export interface FormDialogProps {
  title: string
  width?: number
  /** What the button says that submits; absent: OK. */
  submit?: string
  disabled?: boolean
  /** See `Dialog`. */
  aside?: boolean
  onSubmit(): void
  onCancel(): void
  children: ReactNode
}

/** A dialog of a few fields that Enter submits and Escape leaves. */
export function FormDialog({
  title,
  width = 380,
  submit,
  disabled = false,
  aside = false,
  onSubmit,
  onCancel,
  children,
}: FormDialogProps) {
  const t = useT()
  const id = useId()
  return (
    <Dialog
      title={title}
      width={width}
      aside={aside}
      onClose={onCancel}
      footer={
        <>
          <Button variant="quiet" onClick={onCancel}>
            {t('app:dialog.cancel')}
          </Button>
          <Button variant="primary" type="submit" form={id} disabled={disabled}>
            {submit ?? t('app:dialog.ok')}
          </Button>
        </>
      }
    >
      {/* Fields keep their values within their bounds; the browser would hold steps of arrow keys for bounds as well. */}
      <form
        id={id}
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (!disabled) onSubmit()
        }}
      >
        {children}
        {/* Enter in a field submits only where the form itself holds a button for it. */}
        <button type="submit" hidden disabled={disabled} />
      </form>
    </Dialog>
  )
}
