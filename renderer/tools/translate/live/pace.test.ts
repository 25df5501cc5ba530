import { expect, it } from 'vitest'
import { defaultTranslateSettings as settings } from '../../../../electron/contract/document/index.ts'
import type { Translator } from '../state.ts'
import { idleSide, Pace } from './pace.ts'

const translator = (side: number) => ({ translation: { kind: 'color', side } }) as unknown as Translator

it('sends less where a translation takes long, never less than the network sees, and more again where it is quick', () => {
  const pace = new Pace()
  const side = () => pace.side(translator(150), settings)
  const idle = idleSide(translator(150), settings)
  expect(side()).toBe(idle)
  pace.took(500)
  expect(side()).toBeLessThan(idle)
  for (let i = 0; i < 5; i++) pace.took(500)
  expect(side()).toBe(150)
  expect(pace.side(translator(150), { ...settings, side: 512 })).toBe(512)
  pace.took(80)
  expect(side()).toBe(150)
  for (let i = 0; i < 5; i++) pace.took(10)
  expect(side()).toBe(idle)
})
