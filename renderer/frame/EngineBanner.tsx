import { LoaderCircle } from 'lucide-react'
import { useStore } from 'zustand'
import { engineState } from '../app/engineState.ts'
import { useT } from '../i18n/index.ts'
import './banner.css'

/** Says so while the engine is away: drawing goes on, what needs the engine waits. */
export function EngineBanner() {
  const t = useT()
  const state = useStore(engineState, (engine) => engine.state)
  if (state !== 'lost') return null
  return (
    <div className="banner" role="alert">
      <LoaderCircle size={15} className="banner__spinner" aria-hidden />
      {t('app:engine.banner')}
    </div>
  )
}
