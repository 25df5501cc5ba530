import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { BlendSettings } from '../../../electron/contract/document/index.ts'
import { useT } from '../../i18n/index.ts'
import { canBlend } from './canBlend.ts'
import { type Candidate, methodsOf, settingsKey, variationsOf } from './candidates.ts'
import { comparison } from './comparison.ts'
import { blendingNetwork } from './network.ts'
import { blendState } from './state.ts'
import './comparison.css'

/** The methods side by side on the object where it lies, and a step away from what is set; a click takes one. */
export function Comparison({ settings }: { settings: BlendSettings }) {
  const t = useT()
  const comparing = useStore(blendState, (state) => state.comparing)
  const livePreview = useStore(blendState, (state) => state.livePreview)
  useStore(blendingNetwork)
  const variations = variationsOf(settings).filter((each) => canBlend(each.settings))
  return (
    <details
      className="tool-form__more"
      open={comparing}
      onToggle={({ currentTarget }) => blendState.setState({ comparing: currentTarget.open })}
    >
      <summary>{t('blend:comparison.title')}</summary>
      {!livePreview && <p className="tool-form__hint">{t('blend:comparison.needsPreview')}</p>}
      {comparing && livePreview && (
        <>
          <Choices
            label={t('blend:comparison.methods')}
            candidates={methodsOf(settings)}
            settings={settings}
          />
          {variations.length > 0 && (
            <Choices label={t('blend:variation.label')} candidates={variations} settings={settings} />
          )}
        </>
      )}
    </details>
  )
}

interface ChoicesProps {
  label: string
  candidates: readonly Candidate[]
  settings: BlendSettings
}

function Choices({ label, candidates, settings }: ChoicesProps) {
  const t = useT()
  return (
    <section aria-label={label}>
      <span className="field__label">{label}</span>
      <ul className="comparison">
        {candidates.map((each) => (
          <li key={each.label}>
            <button
              type="button"
              className="comparison__choice"
              aria-pressed={settingsKey(each.settings) === settingsKey(settings)}
              disabled={!canBlend(each.settings)}
              onClick={() => blendState.setState({ settings: each.settings })}
            >
              <Picture settings={each.settings} />
              <span>{t(each.label)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Picture({ settings }: { settings: BlendSettings }) {
  const shown = useRef<HTMLCanvasElement>(null)
  const picture = useStore(comparison, ({ pictures }) => pictures.get(settingsKey(settings)))
  useEffect(() => {
    const canvas = shown.current
    if (!canvas || !picture) return
    canvas.width = picture.width
    canvas.height = picture.height
    canvas.getContext('2d')!.drawImage(picture, 0, 0)
  }, [picture])
  return <canvas ref={shown} data-ready={picture !== undefined} />
}
