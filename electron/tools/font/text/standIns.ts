import { scriptOf } from './scripts.ts'

/** Families that are looked through first for characters of a script, by system: what each has when nothing was added. */
const byScript: Readonly<Record<string, readonly string[]>> = {
  Arab: ['Noto Naskh Arabic', 'Noto Sans Arabic', 'Geeza Pro', 'Segoe UI', 'Arial'],
  Hebr: ['Noto Sans Hebrew', 'Arial Hebrew', 'Segoe UI', 'Arial'],
  Deva: ['Noto Sans Devanagari', 'Kohinoor Devanagari', 'Nirmala UI'],
  Thai: ['Noto Sans Thai', 'Thonburi', 'Leelawadee UI'],
}

/** Han, kana and Hangul, by language: their shapes differ where their code points do not. */
const square = {
  'zh-Hans': [
    'Noto Sans CJK SC',
    'Noto Sans SC',
    'Source Han Sans SC',
    'PingFang SC',
    'Microsoft YaHei',
    'WenQuanYi Micro Hei',
    'SimSun',
  ],
  'zh-Hant': ['Noto Sans CJK TC', 'Noto Sans TC', 'PingFang TC', 'Microsoft JhengHei', 'MingLiU'],
  ja: ['Noto Sans CJK JP', 'Noto Sans JP', 'Hiragino Sans', 'Yu Gothic', 'Meiryo', 'MS Gothic'],
  ko: ['Noto Sans CJK KR', 'Noto Sans KR', 'Apple SD Gothic Neo', 'Malgun Gothic'],
}

const plain = [
  'Noto Sans',
  'Segoe UI',
  'Helvetica Neue',
  'Arial',
  'DejaVu Sans',
  'Liberation Sans',
  'Noto Sans Symbols2',
  'Noto Sans Symbols',
  'Segoe UI Symbol',
  'Apple Symbols',
  'Noto Sans Math',
]

function squareBy(language: string): readonly string[] {
  if (/^ja\b/i.test(language)) return square.ja
  if (/^ko\b/i.test(language)) return square.ko
  return /^zh-(hant|tw|hk|mo)/i.test(language) ? square['zh-Hant'] : square['zh-Hans']
}

/**
 * Families in the order in which they are to stand in for a font that lacks a character: those for its script in the language
 * of the text, then what has most.
 */
export function standIns(grapheme: string, language: string): string[] {
  const script = scriptOf(grapheme)
  const first =
    script === 'Hira' || script === 'Kana'
      ? square.ja
      : script === 'Hang'
        ? square.ko
        : script in byScript
          ? byScript[script]!
          : script === 'Hani' || script === 'Bopo' || /^[\u2e80-\u9fff\uf900-\uffef]/.test(grapheme)
            ? squareBy(language)
            : plain
  return [...new Set([...first, ...squareBy(language), ...plain, ...Object.values(square).flat()])]
}
