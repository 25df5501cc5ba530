import { expect, test } from 'vitest'
import { blendModes } from '../../../electron/contract/document/index.ts'
import { nativeModes } from './native.ts'

test('the native table names only modes whose formula Canvas shares', () => {
  const kernelOnly = blendModes.filter((mode) => !nativeModes[mode])
  expect(kernelOnly).toEqual([
    'dissolve',
    'linear-burn',
    'darker-color',
    'linear-dodge',
    'lighter-color',
    'vivid-light',
    'linear-light',
    'pin-light',
    'hard-mix',
    'subtract',
    'divide',
    'pass-through',
  ])
})
