import { readFileSync } from 'node:fs'
import { Tensor } from 'onnxruntime-node'
import { expect, test } from 'vitest'
import { distance } from '../testing/numeric.fixture.ts'
import { runModel } from '../testing/runtime.fixture.ts'
import { blackBoxesOf } from './blackBox.ts'
import { encode, type FileAttribute, type FileNode } from './protobuf.ts'
import { readOnnx } from './read.ts'
import { writeOnnx } from './write.ts'

const node = (
  operator: string,
  inputs: string[],
  outputs: string[],
  ...attributes: FileAttribute[]
): FileNode => ({
  name: `${operator}/${outputs[0]}`,
  operator,
  domain: '',
  inputs,
  outputs,
  attributes,
  captured: [],
  foreign: null,
})

const ints = (name: string, ...value: number[]): FileAttribute => ({ name, kind: 'ints', value })
const int = (name: string, value: number): FileAttribute => ({ name, kind: 'int', value })

const names = ['summed', 'squeezed', 'wider', 'first', 'second', 'soft', 'softly', 'logs', 'kept', 'flat']

/** What opsets below 13 spell otherwise. */
const file = (version: number): Uint8Array =>
  encode({
    irVersion: 6,
    opsets: [{ domain: '', version }],
    inputs: [{ name: 'x', type: 1, dims: [2, 3, 1, 4] }],
    outputs: names.map((name) => ({ name, type: 1, dims: null })),
    initialisers: [],
    nodes: [
      node('ReduceSum', ['x'], ['summed'], ints('axes', 1, 3), int('keepdims', 0)),
      node('Squeeze', ['x'], ['squeezed'], ints('axes', 2)),
      node('Unsqueeze', ['squeezed'], ['wider'], ints('axes', 0, 4)),
      node('Split', ['x'], ['first', 'second'], int('axis', 3), ints('split', 1, 3)),
      node('Softmax', ['x'], ['soft']),
      node('Softmax', ['x'], ['softly'], int('axis', 3)),
      node('LogSoftmax', ['x'], ['logs'], int('axis', 2)),
      ...(version < 12
        ? [node('Dropout', ['x'], ['kept'], { name: 'ratio', kind: 'float', value: 0.9 })]
        : [node('Dropout', ['x'], ['kept'])]),
      node('Squeeze', ['x'], ['flat']),
    ],
  })

test.each([11, 12])('a file of opset %i gives what the runtime makes of it as it is', async (version) => {
  const x = new Tensor(
    'float32',
    Float32Array.from({ length: 24 }, (_, at) => 2 * Math.sin(at)),
    [2, 3, 1, 4],
  )
  const expected = await runModel(file(version), { x })
  const found = await runModel(writeOnnx(readOnnx(file(version))).model, { x })
  for (const name of names) {
    expect(found.get(name)!.shape, name).toEqual(expected.get(name)!.shape)
    expect(distance(found.get(name)!.data, expected.get(name)!.data), name).toBeLessThan(1e-6)
  }
})

const fixture = (name: string) =>
  readFileSync(new URL(`../../../tests/golden/graph/older/${name}.onnx`, import.meta.url))

// Behind an operator that is not known no shapes are, and the nodes are written as they were but for their spelling.
test.each(['opset9', 'opset9-behind', 'opset10', 'opset10-behind'])(
  '%s gives, with all that it spells otherwise, what the runtime makes of it as it is',
  async (name) => {
    const numbers = Float32Array.from({ length: 60 }, (_, at) => Math.sin(3 * at) + at / 100)
    const x = new Tensor('float32', numbers, [1, 3, 5, 4])
    const bytes = fixture(name)
    const graph = readOnnx(bytes, { file: name })
    expect(blackBoxesOf(graph).length > 0).toBe(name.endsWith('behind'))
    const expected = await runModel(bytes, { x })
    const found = await runModel(writeOnnx(graph).model, { x })
    expect([...expected.keys()].length).toBeGreaterThan(20)
    for (const [output, { data, shape }] of expected) {
      expect(found.get(output)!.shape, output).toEqual(shape)
      expect(distance(found.get(output)!.data, data), output).toBeLessThan(1e-6)
    }
  },
)
