import { expect, test } from 'vitest'
import { Random } from '../../nets/random.ts'
import { discs } from './generator.fixture.ts'
import { conditionOf, drawWords, understand, wordsOf } from './words.ts'

const word = (name: string, group: string, zh = name) => ({ name, group, title: { en: name, 'zh-CN': zh } })
const known = [
  word('tulip', 'kind', '郁金香'),
  word('daisy', 'kind', '雏菊'),
  word('red', 'color', '红'),
  word('dark-red', 'color', '深红'),
  word('yellow', 'color', '黄'),
]

test.each([
  ['a yellow tulip', { yellow: 1, tulip: 1 }, []],
  ['Yellow TULIPS, please!', { yellow: 1, tulip: 1 }, ['please']],
  ['daisies', { daisy: 1 }, []],
  ['a dark red daisy', { 'dark-red': 1, daisy: 1 }, []],
  ['red and yellow tulips', { red: 0.5, yellow: 0.5, tulip: 1 }, []],
  ['一朵深红的郁金香', { 'dark-red': 1, tulip: 1 }, []],
  ['a reddish unicorn', {}, ['reddish', 'unicorn']],
  ['', {}, []],
])('"%s" is understood', (text, words, unknown) => {
  const found = understand(known, text)
  expect(found.words).toEqual(words)
  expect(found.unknown).toEqual(unknown)
})

test('what is said fills its group, what is not is as drawn, or any', () => {
  const generator = discs({ words: true })
  expect([...conditionOf(generator, { red: 0.5, blue: 0.5 })]).toEqual([0.5, 0.5, 1])
  expect([...conditionOf(generator, { red: 0.2 })]).toEqual([1, 0, 1])
  expect([...conditionOf(generator, {}, Float32Array.of(0, 1, 1))]).toEqual([0, 1, 1])
  expect([...conditionOf(generator, {})]).toEqual([0.5, 0.5, 1])
  for (let seed = 0; seed < 8; seed++) {
    const [red, blue, night] = drawWords(generator, new Random(seed))
    expect([red! + blue!, night]).toEqual([1, 1])
  }
  expect(wordsOf(generator, [0, 1, 0.5])).toEqual({ blue: 1, night: 0.5 })
  expect([...conditionOf(discs(), { red: 1 })]).toEqual([])
})
