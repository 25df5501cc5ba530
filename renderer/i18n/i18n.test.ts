import i18next from 'i18next'
import { expect, test } from 'vitest'
import { GanvasError } from '../../electron/contract/errors.ts'
import { sentences } from '../../electron/contract/sentences.ts'
import { inEnglish, text as sentence, type Text } from '../../electron/contract/text.ts'
import en from './en/index.ts'
import { say } from './index.ts'
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

test('the page says every sentence of the engine in English as the command line does', () => {
  for (const [area, named] of Object.entries(sentences))
    for (const [name, template] of Object.entries(named)) {
      // A file may have any name.
      const blanks = placeholders(template).map((blank) => [
        blank,
        `{{name}} $& $t(errors:during) <${blank}>`,
      ])
      const said = { ...Object.fromEntries(blanks), key: `errors:${area}.${name}` } as Text
      expect(say(said)).toBe(inEnglish(said))
    }
})

test('an error of the engine is said in Chinese, the reason in it too', async () => {
  const why = sentence('diskReasons.ENOSPC')
  const refused = sentence('disk.write', { path: '/tmp/海.png', why })
  const { message, data } = new GanvasError('disk', refused, { tried: { times: 3 } })
  await i18next.changeLanguage('zh-CN')
  try {
    expect(say(data as Text)).toBe('无法写入 /tmp/海.png：磁盘已满。请释放一些空间，或选择其他磁盘。')
  } finally {
    await i18next.changeLanguage('en')
  }
  expect(say(data as Text)).toBe(message)
})
