import { Toast as BaseToast } from '@base-ui/react/toast'
import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import { useEffect } from 'react'
import { useT } from '../i18n/index.ts'
import { Button, IconButton } from './Button.tsx'
import './toast.css'

export type ToastTone = 'info' | 'success' | 'warning' | 'error'

export interface ToastOptions {
  title: string
  description?: string
  tone?: ToastTone
  /** One way out, as a button that closes the toast; `stays`: that leaves it to be read. */
  action?: { label: string; perform(): void; stays?: boolean }
  /** Stays until it is closed, as errors do: for what was lost, and for what happened while nobody looked. */
  lasts?: boolean
  /** A toast with the same id is replaced instead of stacked. */
  id?: string
}

interface ToastData {
  action?: ToastOptions['action']
}

const manager = BaseToast.createToastManager<ToastData>()
/** What is said before there is a place to show it, which is not to be lost; null from then on. */
let early: (() => void)[] | null = []

function sayTo(work: () => void): void {
  if (early) early.push(work)
  else work()
}

const icons = { info: Info, success: CircleCheck, warning: TriangleAlert, error: CircleAlert }

/** How long a toast of each tone stays; 0: until it is closed. */
const TIMES_MS = { info: 5000, success: 5000, warning: 10_000, error: 0 }

/** Tells the user something without taking the keyboard from them. Errors stay until they are closed. */
export function showToast({ title, description, tone = 'info', action, lasts, id }: ToastOptions): void {
  const toast = {
    title,
    type: tone,
    timeout: lasts ? 0 : TIMES_MS[tone],
    data: { action },
    ...(description ? { description } : {}),
    ...(id ? { id } : {}),
  }
  sayTo(() => manager.add(toast))
}

/** Closes the toast of this id, which no longer holds; nothing where there is none. */
export const closeToast = (id: string): void => sayTo(() => manager.close(id))

/** Where toasts appear; once, at the root. */
export function ToastHost() {
  useEffect(() => {
    // After the effect of the provider, which listens from now on.
    const waiting = early ?? []
    early = null
    for (const say of waiting) say()
  }, [])
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
                  <Button
                    variant="quiet"
                    onClick={() => {
                      if (!action.stays) closeToast(toast.id)
                      action.perform()
                    }}
                  >
                    {action.label}
                  </Button>
                )}
              </div>
              <IconButton
                icon={X}
                size="small"
                label={t('app:dialog.close')}
                onClick={() => closeToast(toast.id)}
              />
            </BaseToast.Content>
          </BaseToast.Root>
        )
      })}
    </BaseToast.Viewport>
  )
}
