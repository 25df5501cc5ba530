import { expect, test } from 'vitest'
import en from './en/index.ts'
import type { Texts } from './types.ts'
import zhCN from './zh-CN/index.ts'

/** Names and abbreviations that are the same in both languages. */
const untranslated = new Set(
  'PNG JPEG WebP TIFF 4K English 简体中文 A4，300\u00a0dpi Sobel Scharr Roberts Prewitt'.split(' '),
)

function texts(tree: Texts, path = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    const here = path ? `${path}.${key}` : key
    if (typeof value === 'string') found.set(here, value)
    else for (const [inner, text] of texts(value, here)) found.set(inner, text)
  }
  return found
}

const english = texts(en)
const chinese = texts(zhCN)
const placeholders = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]).sort()

test('both languages have the same keys', () => {
  expect(english.size).toBeGreaterThan(300)
  expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort())
})

test('no text is empty', () => {
  const empty = [...english, ...chinese].filter(([, text]) => text.trim() === '')
  expect(empty).toEqual([])
})

test('every Chinese text is Chinese', () => {
  const foreign = [...chinese].filter(
    ([, text]) =>
      !/\p{Script=Han}/u.test(text) &&
      /\p{L}{2}/u.test(text.replace(/{{\w+}}/g, '')) &&
      !untranslated.has(text),
  )
  expect(foreign).toEqual([])
})

test('no English text holds Chinese but the name of the language', () => {
  const foreign = [...english].filter(([, text]) => /\p{Script=Han}/u.test(text) && !untranslated.has(text))
  expect(foreign).toEqual([])
})

test('translations fill in the same values', () => {
  for (const [key, text] of english)
    expect(placeholders(chinese.get(key) ?? ''), key).toEqual(placeholders(text))
})
