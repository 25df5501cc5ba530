import { expect, test } from 'vitest'
import { isReadableOnTheWay, readAddress } from './address.ts'

test.each([
  ['127.0.0.1:8000', 'http://127.0.0.1:8000'],
  [' HTTP://Machine:80/ ', 'http://machine'],
  ['https://machine.example/v2/', 'https://machine.example'],
  ['https://machine.example:8443/ganvas/', 'https://machine.example:8443/ganvas'],
  ['http://[::1]:8000', 'http://[::1]:8000'],
])('%s is the address %s', (written, address) => {
  expect(readAddress(written)).toBe(address)
})

test.each(['', 'ftp://machine', 'http://', 'http://user:word@machine', 'http://machine/?a=1', 'http://a b'])(
  '"%s" is none, which is said with how to write one',
  (written) => {
    expect(() => readAddress(written)).toThrow(/is no address of a server\. Write it like/)
  },
)

test('plain HTTP can be read on the way to another machine, and nowhere else', () => {
  const readable = [
    'http://10.0.0.5:8000',
    'http://machine',
    'http://localhost.example',
    'http://127.example',
  ]
  const not = [
    'http://127.0.0.1:8000',
    'http://127.8.0.1',
    'http://localhost:1',
    'http://[::1]',
    'https://machine',
  ]
  expect(readable.filter(isReadableOnTheWay)).toEqual(readable)
  expect(not.filter(isReadableOnTheWay)).toEqual([])
})
