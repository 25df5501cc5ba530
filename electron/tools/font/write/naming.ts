import { GanvasError } from '../../../contract/errors.ts'
import { text } from '../../../contract/text.ts'
import type { FontDesign } from './design.ts'

/** How the members of a family are told apart: old programs know four, new ones any number. */
export interface Naming {
  /** Within the family of four that old programs see. */
  linked: 'Regular' | 'Bold' | 'Italic' | 'Bold Italic'
  /** What stands behind the family's name to make such a family of four; empty where the style is one of the four. */
  suffix: string
  bold: boolean
  italic: boolean
  /** ASCII without spaces, at most 63 characters. */
  postScript: string
}

const fours = ['Regular', 'Bold', 'Italic', 'Bold Italic'] as const

/** @throws invalid-input for a family or a style without a letter or digit of ASCII, or a version that is none */
export function namingOf({ names: { family, style, version }, slant }: FontDesign): Naming {
  if (!/^\d+\.\d{3}$/.test(version))
    throw new GanvasError('invalid-input', text('fonts.version', { version }))
  const plain = (name: string) => name.replaceAll(/[^A-Za-z0-9]/g, '')
  // Names of other languages have a place of their own.
  if (plain(family) === '' || !/^[\x20-\x7e]+$/.test(family))
    throw new GanvasError('invalid-input', text('fonts.familyName', { name: family }))
  if (plain(style) === '' || !/^[\x20-\x7e]+$/.test(style))
    throw new GanvasError('invalid-input', text('fonts.styleName', { name: style }))
  const linked = fours.find((four) => four === style) ?? (slant === 0 ? 'Regular' : 'Italic')
  return {
    linked,
    suffix: linked === style ? '' : style.replace(/ ?Italic$/, ''),
    bold: linked.startsWith('Bold'),
    italic: linked.endsWith('Italic'),
    postScript: `${plain(family).slice(0, 31)}-${plain(style).slice(0, 31)}`,
  }
}

const weights: [RegExp, number][] = [
  [/extra ?light|ultra ?light/i, 200],
  [/semi ?light|demi ?light/i, 350],
  [/semi ?bold|demi ?bold/i, 600],
  [/extra ?bold|ultra ?bold/i, 800],
  [/thin|hairline/i, 100],
  [/light/i, 300],
  [/medium/i, 500],
  [/bold/i, 700],
  [/black|heavy/i, 900],
]

/** The weight class that the name of a style says (OpenType 1.9, OS/2 usWeightClass); 400 where it says none. */
export const weightOf = (style: string): number => weights.find(([name]) => name.test(style))?.[1] ?? 400
