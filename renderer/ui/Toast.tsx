import { Toast as BaseToast } from '@base-ui/react/toast'
import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import { useT } from '../i18n/index.ts'
import { Button, IconButton } from './Button.tsx'
import './toast.css'

export type ToastTone = 'info' | 'success' | 'warning' | 'error'

export interface ToastOptions {
  title: string
  description?: string
  tone?: ToastTone
  /** One way out, as a button. */
  action?: { label: string; perform(): void }
  /** A toast with the same id is replaced instead of stacked. */
  id?: string
}

interface ToastData {
  action?: ToastOptions['action']
}

const manager = BaseToast.createToastManager<ToastData>()
const icons = { info: Info, success: CircleCheck, warning: TriangleAlert, error: CircleAlert }

/** Tells the user something without taking the keyboard from them. Errors stay until they are closed. */
export function showToast({ title, description, tone = 'info', action, id }: ToastOptions): void {
  manager.add({
    title,
    type: tone,
    timeout: tone === 'error' ? 0 : tone === 'warning' ? 10_000 : 5000,
    data: { action },
    ...(description ? { description } : {}),
    ...(id ? { id } : {}),
  })
}

/** Where toasts appear; once, at the root. */
export function ToastHost() {
  return (
    <BaseToast.Provider toastManager={manager} limit={4}>
      <BaseToast.Portal>
        <ToastList />
      </BaseToast.Portal>
    </BaseToast.Provider>
  )
}

function ToastList() {
  const t = useT()
  const { toasts } = BaseToast.useToastManager<ToastData>()
  return (
    <BaseToast.Viewport className="toasts" aria-label={t('app:toast.region')}>
      {toasts.map((toast) => {
        const tone = (toast.type ?? 'info') as ToastTone
        const Icon = icons[tone]
        const action = toast.data?.action
        return (
          <BaseToast.Root
            key={toast.id}
            toast={toast}
            className={`toast toast--${tone}`}
            swipeDirection="left"
          >
            <BaseToast.Content className="toast__content">
              <Icon size={17} className="toast__icon" aria-hidden />
              <div className="toast__text">
                <BaseToast.Title className="toast__title" />
                <BaseToast.Description className="toast__description" />
                {action && (
                  <Button variant="quiet" onClick={action.perform}>
                    {action.label}
                  </Button>
                )}
              </div>
              <IconButton
                icon={X}
                size="small"
                label={t('app:dialog.close')}
                onClick={() => manager.close(toast.id)}
              />
            </BaseToast.Content>
          </BaseToast.Root>
        )
      })}
    </BaseToast.Viewport>
  )
}
