import { expect, test } from 'vitest'
import { unpickle } from './pickle.ts'
import { readTorchFile } from './torchFile.ts'

const meaning = { call: (name: string, args: readonly unknown[]) => [name, ...args], persistent: () => null }

/** As Python 3.11 pickles them in protocol 2. */
const pickled = {
  'numbers, texts and none': [
    '80025d71002858010000007871014b074d39304a00ca9a3b88894e652e',
    ['x', 7, 12345, 1_000_000_000, true, false, null],
  ],
  'a dictionary in a tuple': ['80027d71005801000000617101 4b01732e'.replace(' ', ''), new Map([['a', 1]])],
} as const

test.each(Object.entries(pickled))('a pickle of %s is read', (_, [hex, value]) => {
  expect(unpickle(Buffer.from(hex, 'hex'), 0, meaning).value).toEqual(value)
})

test('an instruction that tensors do not need is an error that says where it stands', () => {
  expect(() => unpickle(Buffer.from('800293', 'hex'), 0, meaning)).toThrow('instruction 147 at byte 2')
})

test('a file that names a function of its own is refused, and so is what is no file of weights', () => {
  const magic = '80028a0a6cfc9c46f9206aa850192e'
  const version = '80024de9032e'
  const call = `8002${Buffer.from('cos\nsystem\n').toString('hex')}5801000000785271002e`.replace('52', '8552')
  const bytes = Buffer.from(`${magic}${version}80024e2e${call}`, 'hex')
  expect(() => readTorchFile(bytes)).toThrow('calls os system')
  expect(() => readTorchFile(Buffer.from('80024e2e', 'hex'))).toThrow('no file of weights')
})
