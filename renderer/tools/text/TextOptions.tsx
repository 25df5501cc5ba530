import {
  AlignCenter,
  AlignJustify,
  AlignLeft,
  AlignRight,
  createLucideIcon,
  type LucideIcon,
  TriangleAlert,
  WrapText,
} from 'lucide-react'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { TextSettings } from '../../../electron/contract/document/index.ts'
import type { LaidText } from '../../../electron/contract/tools/text.ts'
import { reportError } from '../../app/failures.ts'
import { toolSettings } from '../../canvas/index.ts'
import { useDocument, useSession } from '../../document/index.ts'
import { useT } from '../../i18n/index.ts'
import { IconButton } from '../../ui/Button.tsx'
import { NumberField } from '../../ui/NumberField.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { Select } from '../../ui/Select.tsx'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { restyle } from './editing.ts'
import { FontChoice, familyOf } from './FontChoice.tsx'
import { loadFonts } from './look.ts'
import { learnText } from './setting.ts'
import { textState } from './state.ts'

const alignments: readonly { value: TextSettings['align']; icon: LucideIcon }[] = [
  { value: 'start', icon: AlignLeft },
  { value: 'center', icon: AlignCenter },
  { value: 'end', icon: AlignRight },
  { value: 'justify', icon: AlignJustify },
]

const VerticalText = createLucideIcon('vertical-text', [
  ['path', { d: 'M3 7V4h10v3', key: 'top' }],
  ['path', { d: 'M8 4v16', key: 'stem' }],
  ['path', { d: 'M18.5 4v16', key: 'arrow' }],
  ['path', { d: 'm15.5 17 3 3 3-3', key: 'head' }],
])

/** How the text in hand is set, or the next one. */
export function TextOptions() {
  const t = useT()
  const session = useSession()
  const { look, families, editing } = useStore(textState)
  const foreground = useStore(toolSettings, (state) => state.foreground)
  const layer = useDocument(({ data }) => {
    const id = editing?.layer ?? data.active
    const found = id === null ? undefined : data.layers[id]
    return found?.kind === 'text' ? found : null
  })
  const laid = useStore(textState, (state) =>
    state.laid?.layer === layer?.id ? state.laid?.laid : undefined,
  )
  const id = layer?.id
  useEffect(() => {
    loadFonts().catch((thrown) => reportError(thrown, 'text:setting'))
  }, [])
  useEffect(() => {
    if (id) learnText(session, id).catch((thrown) => reportError(thrown, 'text:setting'))
  }, [session, id])
  const text = layer?.text ?? { ...look, color: foreground, box: null }
  const styles = familyOf(families ?? [], text.font)?.styles ?? []
  const named = styles.includes(text.font.style) ? styles : [text.font.style, ...styles]
  const number = (
    field: 'size' | 'leading' | 'tracking',
    of: {
      min: number
      max: number
      unit?: string
      digits?: number
      step?: number
      scale?: number
      width: number
    },
  ) => {
    const { scale = 1, ...range } = of
    return (
      <NumberField
        label={t(`text:${field}`)}
        value={text[field] * scale}
        {...range}
        onChange={(value) => restyle({ [field]: value / scale }, false)}
        onCommit={(value) => restyle({ [field]: value / scale }, true)}
      />
    )
  }
  return (
    <>
      <FontChoice font={text.font} onChange={(font) => restyle({ font }, true)} />
      <Select
        label={t('text:style')}
        hideLabel
        value={text.font.style}
        disabled={named.length < 2}
        onChange={(style) => restyle({ font: { ...text.font, style } }, true)}
        groups={[named.map((style) => ({ value: style, label: style }))]}
      />
      {number('size', { min: 1, max: 4000, unit: 'px', digits: 1, width: 68 })}
      {number('leading', { min: 20, max: 1000, unit: '%', step: 5, scale: 100, width: 62 })}
      {number('tracking', { min: -500, max: 2000, step: 10, width: 52 })}
      <input
        type="color"
        className="text-color"
        aria-label={t('text:color')}
        title={t('text:color')}
        value={text.color}
        onChange={(event) => restyle({ color: event.target.value }, false)}
        onBlur={(event) => restyle({ color: event.target.value }, true)}
      />
      <div className="options__divider" />
      <Segmented
        label={t('text:align.label')}
        value={text.align}
        onChange={(align) => restyle({ align }, true)}
        segments={alignments.map(({ value, icon }) => ({ value, icon, label: t(`text:align.${value}`) }))}
      />
      <IconButton
        icon={VerticalText}
        label={t('text:vertical')}
        pressed={text.vertical}
        onClick={() => restyle({ vertical: !text.vertical }, true)}
      />
      {layer && (
        <IconButton
          icon={WrapText}
          label={t('text:box')}
          pressed={text.box !== null}
          onClick={() => restyle({ box: text.box ? null : boxAround(laid) }, true)}
        />
      )}
      {laid && <Notes text={text} laid={laid} />}
    </>
  )
}

/** A box that what is written fits into. */
function boxAround(laid: LaidText | undefined): NonNullable<TextSettings['box']> {
  const lines = laid?.lines ?? []
  const side = (near: 'left' | 'top', far: 'right' | 'bottom') =>
    Math.ceil(Math.max(...lines.map((line) => line[far])) - Math.min(...lines.map((line) => line[near])))
  if (lines.length === 0) return { width: 300, height: 200 }
  return { width: Math.max(4, side('left', 'right')), height: Math.max(4, side('top', 'bottom')) }
}

/** What stands in for a font that is not here, or for a character that it lacks. */
function Notes({ text, laid }: { text: Pick<TextSettings, 'font'>; laid: LaidText }) {
  const t = useT()
  const wanted = named(text.font)
  const notes: string[] = []
  if (!laid.font) notes.push(t('text:noFont', { wanted }))
  else if (laid.replaced) notes.push(t('text:replaced', { wanted, used: named(laid.font) }))
  if (laid.fallbacks.length > 0)
    notes.push(
      t('text:fallback', {
        font: text.font.family,
        fonts: laid.fallbacks.map(({ family }) => family).join(', '),
        characters: laid.fallbacks.map(({ characters }) => characters.slice(0, 12)).join(' '),
      }),
    )
  if (laid.missing !== '') notes.push(t('text:missing', { characters: laid.missing.slice(0, 24) }))
  if (notes.length === 0) return null
  return (
    <Tooltip text={notes.join('\n')}>
      <button type="button" className="text-notes" aria-label={`${t('text:notes')}: ${notes.join(' ')}`}>
        <TriangleAlert size={15} aria-hidden />
        <span data-own>{notes[0]}</span>
      </button>
    </Tooltip>
  )
}

const named = ({ family, style }: { family: string; style: string }) =>
  style === 'Regular' ? family : `${family} ${style}`
