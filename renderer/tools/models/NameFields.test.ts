import { expect, it } from 'vitest'
import { isNamed, missingFrom, nameFrom } from './NameFields.tsx'

it('says which fields are missing, and installs once none is', () => {
  const name = nameFrom('horse2zebra_G.onnx')
  expect(missingFrom(name)).toEqual(['licence'])
  expect(missingFrom({ ...name, title: ' ' })).toEqual(['title', 'licence'])
  const whole = { ...name, licence: 'MIT' }
  expect(missingFrom(whole)).toEqual([])
  expect(isNamed(whole, new Map())).toBe(true)
  expect(isNamed(name, new Map())).toBe(false)
  expect(isNamed(whole, new Map([[whole.id, true]]))).toBe(false)
})
