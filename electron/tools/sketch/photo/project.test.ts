import { expect, test } from 'vitest'
import * as op from '../../../graph/builder.ts'
import { writeOnnx } from '../../../graph/onnx/write.ts'
import { newGraph } from '../../../graph/operators/index.ts'
import { openOnProcessor } from '../../../graph/testing/runtime.fixture.ts'
import { discs } from '../generator.fixture.ts'
import { strip } from '../pictures.ts'
import { Renderer } from '../render.ts'
import { project } from './project.ts'

const latent = [1.1, -0.4, 0.3, -1.2, 0.8, 0.5, 0.7, -0.6]
const label = [0.2, 0.7, 1]

/** Guesses the same whatever it sees. */
function encoder(): Uint8Array {
  const graph = newGraph()
  const picture = graph.input('input', 'float32', [1, 3, 16, 16])
  const nothing = op.reshape(op.mul(op.reduceMean(picture), 0), [1, 1])
  graph.output('output', op.add(op.constant(picture, [1, 8], latent), nothing))
  graph.output('label', op.add(op.constant(picture, [1, 3], label), nothing))
  return writeOnnx(graph).model
}

test('a search begins from what the encoder takes for the latent and the words of a photo', async () => {
  const plain = discs({ words: true })
  const renderer = await Renderer.open(plain, openOnProcessor())
  const [picture] = await renderer.draw([{ latent, condition: [0, 1, 1] }])
  await renderer.release()
  const photo = strip(plain, [picture!])
  const generator = { ...plain, files: { ...plain.files, encoder: encoder() } }
  const options = { iterations: 0, seed: 1, words: {} }
  const guessed = await project(generator, openOnProcessor(), photo, options)
  expect(guessed.errors.start).toBeLessThan(0.01)
  expect(guessed.point.words).toEqual({ blue: 1, night: 1 })
  expect(guessed.point.latent[0]).toBeCloseTo(1.1, 3)
  const drawn = await project(plain, openOnProcessor(), photo, options)
  expect(drawn.errors.start).toBeGreaterThan(0.03)
  // What is said in words stands above what the encoder found.
  const said = await project(generator, openOnProcessor(), photo, { ...options, words: { red: 1 } })
  expect(said.point.words).toEqual({ red: 1, night: 1 })
})
