import { expect, test } from 'vitest'
import { glyphNetworkOf } from '../compute/glyphNetwork.ts'
import { openOn } from '../sessions/runtime.ts'
import { trainableGlyphNetwork } from './trainableGlyphs.fixture.ts'

test('the network of tests draws what it sees, and a pixel more in its bold style', async () => {
  const network = glyphNetworkOf(await openOn('cpu', trainableGlyphNetwork(), { threads: 1 }), 16)
  const field = Float32Array.from({ length: 128 * 128 }, (_, at) => Math.sin(at / 9))
  const plain = await network.run(field, Float32Array.of(1, 0))
  const bold = await network.run(field, Float32Array.of(0, 1))
  const farthest = (found: Float32Array, more: number) =>
    Math.max(...found.map((value, at) => Math.abs(value - field[at]! - more)))
  expect(farthest(plain, 0)).toBeLessThan(1e-5)
  expect(farthest(bold, 1 / 16)).toBeLessThan(1e-5)
})
