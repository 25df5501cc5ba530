import { type BlendSettings, strengthOf } from '../../../electron/contract/document/index.ts'
import type { TranslationKey } from '../../i18n/index.ts'

/** Settings that could be taken in place of the present ones, and what they are called. */
export interface Candidate {
  label: TranslationKey
  settings: BlendSettings
}

export const blendMethods = ['harmonize', 'gp', 'modified-poisson', 'poisson', 'paste'] as const
export const blendAnchors = ['composite', 'background', 'gan'] as const

const MAX_STRENGTH = 1.5
/** How far a variation is from what is set. */
const STRONGER = 1.5
const WARMER = 0.4
const LIGHTER = 0.25

/** Every method, the chosen one as it is set and each other at its own strength. */
export function methodsOf(settings: BlendSettings): Candidate[] {
  const { strength: _, ...others } = settings
  return blendMethods.map((method) => ({
    label: `blend:method.${method}`,
    settings: method === settings.method ? settings : { ...others, method },
  }))
}

/** A step away from what is set, in each direction that the method has. */
export function variationsOf(settings: BlendSettings): Candidate[] {
  const { method, anchor, warmth = 0, light = 0 } = settings
  if (method === 'paste') return []
  const strength = strengthOf(settings)
  const of = (label: Candidate['label'], change: Partial<BlendSettings>): Candidate => ({
    label,
    settings: { ...settings, ...change },
  })
  const tone = (value: number) => Math.min(1, Math.max(-1, Number(value.toFixed(2))))
  const strengths = [
    of('blend:variation.weaker', { strength: Number((strength / STRONGER).toFixed(2)) }),
    of('blend:variation.stronger', {
      strength: Math.min(MAX_STRENGTH, Number((strength * STRONGER).toFixed(2))),
    }),
  ]
  if (method === 'gp')
    return [
      ...strengths,
      ...blendAnchors
        .filter((each) => each !== anchor)
        .map((each) => of(`blend:anchor.${each}`, { anchor: each })),
    ]
  if (method !== 'harmonize') return strengths
  return [
    ...strengths,
    of('blend:variation.warmer', { warmth: tone(warmth + WARMER) }),
    of('blend:variation.cooler', { warmth: tone(warmth - WARMER) }),
    of('blend:variation.lighter', { light: tone(light + LIGHTER) }),
    of('blend:variation.darker', { light: tone(light - LIGHTER) }),
  ]
}

/** Tells settings apart. */
export const settingsKey = (settings: BlendSettings): string =>
  JSON.stringify(
    Object.entries(settings)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
