import { expect, it } from 'vitest'
import { BlendSettings } from '../../../electron/contract/document/index.ts'
import { blendMethods, methodsOf, settingsKey, variationsOf } from './candidates.ts'

const settings: BlendSettings = {
  method: 'harmonize',
  anchor: 'gan',
  beta: 1,
  kernel: 'normal',
  strength: 0.5,
}

it('sets the chosen method beside the others, each of those at its own strength', () => {
  const all = methodsOf(settings)
  expect(all.map((each) => each.settings.method)).toEqual(blendMethods)
  expect(all.map((each) => each.settings.strength)).toEqual([0.5, undefined, undefined, undefined, undefined])
})

it('varies every method within what its settings allow, and no two candidates are alike', () => {
  for (const method of blendMethods)
    for (const change of [{}, { strength: 1.5, warmth: 1, light: -1 }]) {
      const now = { ...settings, method, ...change }
      const all = variationsOf(now)
      for (const each of all) expect(() => BlendSettings.parse(each.settings)).not.toThrow()
      expect(new Set(all.map((each) => each.label)).size).toBe(all.length)
      expect(all.length).toBe({ harmonize: 6, gp: 4, paste: 0 }[method as string] ?? 2)
    }
})

it('tells settings apart whatever the order of their fields', () => {
  const { method, ...others } = settings
  expect(settingsKey({ ...others, method })).toBe(settingsKey(settings))
  expect(settingsKey({ ...settings, strength: 0.6 })).not.toBe(settingsKey(settings))
  const shadow = { opacity: 0.5, direction: 0, length: 1, softness: 0, x: 0, y: 0 }
  expect(settingsKey({ ...settings, shadow })).not.toBe(
    settingsKey({ ...settings, shadow: { ...shadow, opacity: 0.6 } }),
  )
})
