import { createStore } from 'zustand/vanilla'
import { toPlainError } from '../../../electron/contract/errors.ts'
import { FontScript } from '../../../electron/contract/model/fontModel.ts'
import type {
  FontPlan,
  FontStyleChoice,
  FontWork,
  GlyphState,
  StyleInfo,
} from '../../../electron/contract/tools/fontWorks.ts'
import { engine, onEngineState } from '../../app/connection.ts'
import { reportError } from '../../app/failures.ts'
import { layoutPart, rememberLayout } from '../../app/settings.ts'

/** A glyph that is open as a document, to be taken back. */
export interface Redrawing {
  work: string
  character: number
  /** The document's. */
  document: string
  /** It is a glyph that a style is learned from, and not one of the font's own. */
  reference?: boolean
}

interface FontState {
  /** Newest first; null until the engine has said which there are. */
  works: readonly FontWork[] | null
  /** The name of the one that is shown. */
  current: string | null
  styles: readonly StyleInfo[]
  view: 'proof' | 'glyphs' | 'learn'
  /** Whose style is chosen and learned; see {@link shownScript}. */
  script: FontScript
  /** What the plan asks for; null until it was told. */
  glyphs: readonly GlyphState[] | null
  /** Counts glyphs that were made in another way by hand: what shows some reads them again. */
  revision: number
  selected: number | null
  /** What is made at present, and of which font. */
  job: { work: string; step: number; total: number; secondsLeft: number | null; cancel(): void } | null
  redrawing: Redrawing | null
}

/** The fonts that are being made, as the page knows them. The engine keeps them. */
export const fontState = createStore<FontState>(() => ({
  works: null,
  current: null,
  styles: [],
  view: 'proof',
  script: 'han',
  glyphs: null,
  revision: 0,
  selected: null,
  job: null,
  redrawing: null,
}))

export const currentWork = ({ works, current }: FontState): FontWork | undefined =>
  works?.find(({ name }) => name === current) ?? works?.[0]

/** Scripts that the font has characters of, and of which there are styles; those with styles until its glyphs are known. */
export function scriptsOf({ glyphs, styles }: FontState): FontScript[] {
  const styled = FontScript.options.filter((script) => styles.some((each) => each.script === script))
  return glyphs?.length ? styled.filter((script) => glyphs.some((glyph) => glyph.script === script)) : styled
}

/** The script that was chosen, where the font has characters of it; else the one that it has. */
export function shownScript(state: FontState): FontScript {
  const scripts = scriptsOf(state)
  return scripts.includes(state.script) ? state.script : (scripts[0] ?? state.script)
}

/** Sets what characters of a script are drawn in. */
export function changeStyle(work: FontWork, script: FontScript, style: FontStyleChoice): void {
  changePlan(work, { styles: { ...work.plan.styles, [script]: style } })
}

/** Asks the engine which fonts and styles there are. */
export async function refreshWorks(): Promise<void> {
  try {
    const [{ works }, { styles }] = await Promise.all([
      engine.call('fonts.list', {}),
      engine.call('fonts.styles', {}),
    ])
    fontState.setState({ works, styles })
  } catch (thrown) {
    // An engine that is away comes back, and is asked again then.
    if (toPlainError(thrown).code !== 'engine-lost') reportError(thrown, 'font:title')
  }
}

/** Follows the engine for as long as the page lives. */
export function followWorks(): void {
  onEngineState((state) => {
    if (state !== 'ready') return
    fontState.setState({ redrawing: layoutPart<Redrawing | null>('fontRedrawing', null) })
    if (fontState.getState().works !== null) void refreshWorks()
  })
}

export function show(name: string | null): void {
  fontState.setState({ current: name, glyphs: null, selected: null })
  if (name !== null) rememberLayout('font', name)
}

export function setRedrawing(redrawing: Redrawing | null): void {
  fontState.setState({ redrawing })
  rememberLayout('fontRedrawing', redrawing)
}

const waiting = new Map<string, { plan: FontPlan; timer: ReturnType<typeof setTimeout> }>()

/** Sets something of a font; it shows at once, and is kept shortly after. */
export function changePlan(work: FontWork, change: Partial<FontPlan>): void {
  const plan = { ...work.plan, ...change }
  fontState.setState(({ works }) => ({
    works: works?.map((each) => (each.name === work.name ? { ...each, plan } : each)) ?? null,
  }))
  clearTimeout(waiting.get(work.name)?.timer)
  waiting.set(work.name, { plan, timer: setTimeout(() => void keepPlan(work.name), 300) })
}

/** Has the engine keep what still waits. */
export async function keepPlan(name: string): Promise<void> {
  const kept = waiting.get(name)
  if (!kept) return
  clearTimeout(kept.timer)
  waiting.delete(name)
  try {
    await engine.call('fonts.change', { name, plan: kept.plan })
  } catch (thrown) {
    reportError(thrown, 'font:title')
  }
}

/** Asks which glyphs there are. */
export async function refreshGlyphs(name: string): Promise<void> {
  await keepPlan(name)
  const { glyphs } = await engine.call('fonts.glyphs', { name })
  if (currentWork(fontState.getState())?.name === name) fontState.setState({ glyphs })
}
