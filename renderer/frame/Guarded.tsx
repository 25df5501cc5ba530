import type { ReactNode } from 'react'
import { reportError } from '../app/failures.ts'
import { useT } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx'
import './guarded.css'

/** A part of the studio that may fail alone: it says so and can be drawn again, and the document stays open. */
export function Guarded({ children }: { children: ReactNode }) {
  return (
    <ErrorBoundary onError={reportError} fallback={(retry) => <Failed onRetry={retry} />}>
      {children}
    </ErrorBoundary>
  )
}

function Failed({ onRetry }: { onRetry(): void }) {
  const t = useT()
  return (
    <div className="guarded" role="alert">
      <p>{t('app:failure.part')}</p>
      <Button onClick={onRetry}>{t('app:failure.retry')}</Button>
    </div>
  )
}
