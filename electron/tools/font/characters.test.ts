import { expect, test } from 'vitest'
import { CharacterSetName } from '../../contract/tools/font.ts'
import { charactersIn, charactersOf } from './characters.ts'

const has = (set: Parameters<typeof charactersOf>[0], characters: string) =>
  [...characters].map((each) => charactersOf(set).includes(each.codePointAt(0)!))

test('sets have as many characters as their standards say', () => {
  expect(Object.fromEntries(CharacterSetName.options.map((set) => [set, charactersOf(set).length]))).toEqual({
    ascii: 95,
    'latin-1': 190,
    kana: 191,
    'gb2312-1': 3755,
    // 6,763 Han characters and 682 others of the standard, and ASCII.
    gb2312: 6763 + 682 + 95,
    'big5-1': 5401,
    'jis-1': 2965,
    'ks-hangul': 2350,
  })
})

test('first and last characters are those of the standards, and forms are those of their country', () => {
  expect(has('gb2312-1', '啊座国汉')).toEqual([true, true, true, true])
  expect(has('gb2312-1', '亍國')).toEqual([false, false])
  expect(has('gb2312', '亍齄、ā①□')).toEqual([true, true, true, true, true, true])
  expect(has('big5-1', '一籲國')).toEqual([true, true, true])
  expect(has('big5-1', '乂国')).toEqual([false, false])
  expect(has('jis-1', '亜腕国')).toEqual([true, true, true])
  expect(has('jis-1', '弌')).toEqual([false])
  expect(has('ks-hangul', '가힝')).toEqual([true, true])
  expect(has('kana', 'あヺー。')).toEqual([true, true, true, true])
})

test('of a text each character counts once, and what controls it does not', () => {
  expect(charactersIn('ab\r\n𠀀啊ba\u{feff}\t')).toEqual([0x61, 0x62, 0x554a, 0x20000])
})
