import { CircleAlert } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { FontWork } from '../../../../electron/contract/tools/fontWorks.ts'
import { useTheme } from '../../../app/theme.ts'
import { useT } from '../../../i18n/index.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Select } from '../../../ui/Select.tsx'
import { Slider } from '../../../ui/Slider.tsx'
import { Switch } from '../../../ui/Switch.tsx'
import { changePlan, fontState } from '../state.ts'
import { drawProof } from './draw.ts'
import { presetOf, presets } from './presets.ts'
import { useProof } from './useProof.ts'

/** A text of the user's set in the source and in the new font. */
export function ProofView({ work }: { work: FontWork }) {
  return (
    <div className="font-proof">
      <ProofFields work={work} />
      <ProofSheet work={work} />
    </div>
  )
}

function ProofFields({ work }: { work: FontWork }) {
  const t = useT()
  const { proof } = work.plan
  const set = (change: Partial<typeof proof>) => changePlan(work, { proof: { ...proof, ...change } })
  return (
    <div className="font-proof__fields">
      <textarea
        className="text-field font-proof__text"
        aria-label={t('font:proof.text')}
        rows={2}
        maxLength={2000}
        spellCheck={false}
        value={proof.text}
        onChange={(event) => set({ text: event.target.value })}
      />
      <div className="font-proof__row">
        <Select
          label={t('font:proof.preset')}
          hideLabel
          value={presetOf(proof.text)}
          onChange={(name) => name !== 'own' && set({ text: presets[name] })}
          groups={[
            [{ value: 'own', label: t('font:proof.presets.own'), disabled: true }],
            (Object.keys(presets) as (keyof typeof presets)[]).map((value) => ({
              value,
              label: t(`font:proof.presets.${value}`),
            })),
          ]}
        />
        <Segmented
          label={t('font:proof.shows')}
          value={proof.shows}
          onChange={(shows) => set({ shows })}
          segments={(['both', 'result', 'source'] as const).map((value) => ({
            value,
            label: t(`font:proof.${value}`),
          }))}
        />
        <Slider
          layout="inline"
          label={t('font:proof.size')}
          value={proof.size}
          usual={64}
          min={12}
          max={200}
          power={1.6}
          unit="px"
          width={64}
          onChange={(size) => set({ size })}
        />
        <Switch
          label={t('font:proof.vertical')}
          checked={proof.vertical}
          onChange={(vertical) => set({ vertical })}
        />
      </div>
    </div>
  )
}

function ProofSheet({ work }: { work: FontWork }) {
  const t = useT()
  const revision = useStore(fontState, (state) => state.revision)
  const theme = useTheme()
  const { content, state, problem } = useProof(work, revision)
  const sheet = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const { width, height } = useExtent(sheet)
  const { size, vertical, shows } = work.plan.proof
  // biome-ignore lint/correctness/useExhaustiveDependencies: colours come with the theme
  useEffect(() => {
    // In the next frame: by then the theme's colours are those of the page.
    const frame = requestAnimationFrame(() => {
      if (!canvas.current || !content || width === 0) return
      const styles = getComputedStyle(canvas.current)
      const [ink, faint] = ['--text', '--font-faint'].map((name) => styles.getPropertyValue(name).trim())
      drawProof(canvas.current, content, { size, vertical, shows, width, height, ink: ink!, faint: faint! })
    })
    return () => cancelAnimationFrame(frame)
  }, [content, size, vertical, shows, width, height, theme])
  return (
    <section
      ref={sheet}
      className="font-sheet"
      data-state={state}
      data-vertical={vertical || undefined}
      aria-label={t('font:proof.sheet')}
      aria-busy={state === 'waiting'}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
    >
      {problem ? (
        <p className="font-problem" role="alert">
          <CircleAlert size={16} aria-hidden />
          <span data-own>{problem}</span>
        </p>
      ) : (
        <canvas ref={canvas} role="img" aria-label={work.plan.proof.text} data-own />
      )}
    </section>
  )
}

/** The room inside an element, in CSS pixels. */
function useExtent(element: React.RefObject<HTMLElement | null>): { width: number; height: number } {
  const [extent, setExtent] = useState({ width: 0, height: 0 })
  useEffect(() => {
    if (!element.current) return
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect
      setExtent({ width: Math.floor(width), height: Math.floor(height) })
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return extent
}
