import { expect, test } from 'vitest'
import { decodeResponse, encodeRequest } from './binary.ts'

const whole = (pieces: readonly Uint8Array[]) => Buffer.concat(pieces)

test('a request is its header and then the numbers as they lie in memory, little-endian', () => {
  const data = Float32Array.of(9, 1, -2).subarray(1)
  const { headerBytes, pieces, bytes } = encodeRequest(
    { x: { data, shape: [1, 2] }, n: { data: BigInt64Array.of(7n), shape: [1] } },
    ['y'],
  )
  const body = whole(pieces)
  expect(body.length).toBe(bytes)
  expect(JSON.parse(body.subarray(0, headerBytes).toString())).toEqual({
    inputs: [
      { name: 'x', shape: [1, 2], datatype: 'FP32', parameters: { binary_data_size: 8 } },
      { name: 'n', shape: [1], datatype: 'INT64', parameters: { binary_data_size: 8 } },
    ],
    outputs: [{ name: 'y', parameters: { binary_data: true } }],
  })
  // 1 and -2 in IEEE 754, then 7.
  expect(body.subarray(headerBytes).toString('hex')).toBe('0000803f000000c00700000000000000')
})

/** An answer of one tensor. */
function answer(tensor: object, bytes = Buffer.alloc(0)): [body: Uint8Array, headerBytes: number] {
  const header = Buffer.from(
    JSON.stringify({ outputs: [{ name: 'y', datatype: 'FP32', shape: [2], ...tensor }] }),
  )
  return [Buffer.concat([header, bytes]), header.length]
}

test('an answer is read in bytes, wherever they lie, and in JSON', () => {
  const bytes = Buffer.from('0000803f000000c0', 'hex')
  expect(decodeResponse(...answer({ parameters: { binary_data_size: 8 } }, bytes))).toEqual({
    y: { data: Float32Array.of(1, -2), shape: [2], type: 'float32' },
  })
  const [body] = answer({ shape: [2, 1], data: [[0.5], [3]] })
  expect(decodeResponse(body, null)).toEqual({
    y: { data: Float32Array.of(0.5, 3), shape: [2, 1], type: 'float32' },
  })
})

test.each([
  ['cut short', answer({ parameters: { binary_data_size: 8 } }, Buffer.alloc(4))],
  [
    'of a size that is not its shape',
    answer({ shape: [3], parameters: { binary_data_size: 8 } }, Buffer.alloc(8)),
  ],
  ['of an unknown type', answer({ datatype: 'BYTES', parameters: { binary_data_size: 8 } }, Buffer.alloc(8))],
  ['of a shape that is none', answer({ shape: [-1], parameters: { binary_data_size: 8 } }, Buffer.alloc(8))],
  ['with too few numbers', answer({ data: [1] })],
  ['without JSON', [Buffer.from('<html>'), 6]],
  ['without outputs', [Buffer.from('{}'), 2]],
  ['with a header beyond its end', [Buffer.from('{}'), 200]],
] as [string, [Uint8Array, number]][])('an answer %s is nonsense', (_, [body, headerBytes]) => {
  expect(() => decodeResponse(body, headerBytes)).toThrow(expect.objectContaining({ name: 'Nonsense' }))
})
