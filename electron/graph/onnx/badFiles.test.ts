import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GanvasError } from '../../contract/errors.ts'
import { newGraph } from '../operators/index.ts'
import { print } from '../print.ts'
import { encode, type FileModel, type FileNode, type FileTensor } from './protobuf.ts'
import { readOnnx } from './read.ts'
import { tensorFromFile } from './types.ts'
import { writeOnnx } from './write.ts'

const node = (
  operator: string,
  inputs: string[],
  outputs: string[],
  more: Partial<FileNode> = {},
): FileNode => ({
  name: `${operator.toLowerCase()}1`,
  operator,
  domain: '',
  inputs,
  outputs,
  attributes: [],
  captured: [],
  foreign: null,
  ...more,
})

const weight = (more: Partial<FileTensor> = {}): FileTensor => ({
  name: 'w',
  dims: [2],
  type: 1,
  raw: new Uint8Array(new Float32Array([1, 2]).buffer),
  typed: [],
  external: null,
  ...more,
})

const file = (more: Partial<FileModel> = {}): Uint8Array =>
  encode({
    irVersion: 10,
    opsets: [{ domain: '', version: 17 }],
    inputs: [{ name: 'x', type: 1, dims: [2] }],
    outputs: [{ name: 'y', type: 1, dims: [2] }],
    initialisers: [weight()],
    nodes: [node('Add', ['x', 'w'], ['y'])],
    ...more,
  })

/** What reading throws, as code and message. */
function refusal(bytes: Uint8Array, options = {}): string {
  try {
    readOnnx(bytes, { file: 'net.onnx', ...options })
  } catch (error) {
    if (error instanceof GanvasError) return `${error.code}: ${error.message}`
    throw error
  }
  return 'accepted'
}

describe('bad files are refused, by name', () => {
  test('no model at all', () => {
    expect(refusal(new TextEncoder().encode('PNG not really'))).toMatch(
      /^unreadable-file: net.onnx is no ONNX model/,
    )
    expect(refusal(new Uint8Array())).toMatch(/^unreadable-file: net.onnx holds no graph/)
  })

  test('a file cut short, wherever the cut is', () => {
    const whole = readFileSync(new URL('../../../tests/golden/graph/files/dynamo.onnx', import.meta.url))
    for (let length = 0; length < whole.length; length += 97)
      expect(
        refusal(whole.subarray(0, length), { dimensions: { x: [1, 3, 12, 12] } }),
        `${length} bytes`,
      ).toMatch(/^unreadable-file: .*net\.onnx/)
  })

  test('an opset too new or too old', () => {
    expect(refusal(file({ opsets: [{ domain: '', version: 24 }] }))).toBe(
      'newer-version: net.onnx uses ONNX opset 24; the newest one read is 23. Export it with opset 23 or older.',
    )
    expect(refusal(file({ opsets: [{ domain: '', version: 8 }] }))).toMatch(
      /^unsupported: net.onnx uses ONNX opset 8; the oldest/,
    )
  })

  test('a cycle', () => {
    const nodes = [node('Add', ['x', 'b'], ['a']), node('Relu', ['a'], ['b']), node('Tanh', ['b'], ['y'])]
    expect(refusal(file({ nodes }))).toBe(
      "unreadable-file: net.onnx has a cycle: Add 'add1', Relu 'relu1' need each other's results. Export the network again.",
    )
  })

  test('a value that nothing makes', () => {
    expect(refusal(file({ initialisers: [] }))).toBe(
      "unreadable-file: Add 'add1' of net.onnx uses 'w', which nothing makes. Export the network again.",
    )
    expect(refusal(file({ nodes: [] }))).toBe(
      "unreadable-file: net.onnx has an output 'y' that nothing makes. Export the network again.",
    )
  })

  test('an initialiser without data, or of the wrong length', () => {
    expect(refusal(file({ initialisers: [weight({ raw: null })] }))).toMatch(
      /initialiser 'w' of net.onnx has no data/,
    )
    expect(refusal(file({ initialisers: [weight({ dims: [3] })] }))).toBe(
      "unreadable-file: The initialiser 'w' of net.onnx holds 2 elements, but its shape [3] needs 3. The file is damaged.",
    )
    expect(refusal(file({ initialisers: [weight({ raw: new Uint8Array(7) })] }))).toMatch(
      /holds 1.75 elements/,
    )
  })

  test('external data that is absent, cut short, or outside the folder', () => {
    const external = (location: string, length = '8') =>
      file({ initialisers: [weight({ raw: null, external: { location, offset: '0', length } })] })
    expect(refusal(external('net.bin'))).toMatch(/^not-found: net.onnx keeps its weights in 'net.bin'/)
    const beside = { external: () => new Uint8Array(6) }
    expect(refusal(external('net.bin'), beside)).toMatch(
      /'w' of net.onnx needs bytes 0 to 8 of 'net.bin', which ends at 6/,
    )
    for (const location of ['../secret', '/etc/passwd', 'a/../../b', 'C:\\x', ''])
      expect(refusal(external(location), beside), location).toMatch(/points outside the model's folder/)
    expect(refusal(external('sub/..net.bin'), { external: () => new Uint8Array(8) })).toBe('accepted')
  })

  test('outputs that the runtime cannot hand out', () => {
    const int4 = 22
    const nodes = [
      node('QuantizeLinear', ['x', 'scale'], ['y'], {
        attributes: [{ name: 'output_dtype', kind: 'int', value: int4 }],
      }),
    ]
    const scale = weight({ name: 'scale', dims: [], raw: new Uint8Array(new Float32Array([1]).buffer) })
    const outputs = [{ name: 'y', type: int4, dims: [2] }]
    const opsets = [{ domain: '', version: 21 }]
    expect(refusal(file({ initialisers: [scale], nodes, outputs, opsets }))).toBe(
      "unsupported: The output 'y' of net.onnx has the ONNX element type 22, which the runtime cannot hand out. Cast it before it is given.",
    )
  })

  test('an infinity in what is added, as in a mask, is none', () => {
    const raw = new Uint8Array(new Float32Array([0, Number.NEGATIVE_INFINITY]).buffer)
    expect(refusal(file({ initialisers: [weight({ raw })] }))).toBe('accepted')
  })

  test('weights that are no numbers', () => {
    for (const [bad, shown] of [
      [Number.NaN, 'NaN'],
      [Number.NEGATIVE_INFINITY, '-Infinity'],
    ] as const) {
      const raw = new Uint8Array(new Float32Array([1, bad]).buffer)
      const nodes = [node('MatMul', ['x', 'w'], ['y'])]
      expect(refusal(file({ initialisers: [weight({ raw })], nodes }))).toMatch(
        `invalid-input: The weight 'w' of net.onnx holds ${shown} at position 1.`,
      )
    }
  })

  test('an element type that we do not hold', () => {
    expect(refusal(file({ inputs: [{ name: 'x', type: 8, dims: [2] }] }))).toMatch(
      /The input 'x' of net.onnx has the ONNX/,
    )
    expect(refusal(file({ initialisers: [weight({ type: 8 })] }))).toMatch(
      /'w' of net.onnx has the ONNX element type 8/,
    )
  })

  test('operands that do not fit, by node', () => {
    const nodes = [node('MatMul', ['x', 'w'], ['m']), node('MatMul', ['m', 'w'], ['y'], { name: 'second' })]
    expect(refusal(file({ nodes }))).toBe(
      'invalid-input: MatMul \'second\' of net.onnx does not fit its operands: "takes no scalars". Export the network again.',
    )
  })

  test('two values of one name', () => {
    expect(refusal(file({ nodes: [node('Relu', ['x'], ['y']), node('Tanh', ['x'], ['y'])] }))).toMatch(
      /^invalid-input: .*'y'/,
    )
  })

  test('more than 2 GB in one piece', () => {
    const huge = { length: 2 ** 31 } as Uint8Array
    expect(refusal(huge)).toMatch(/^too-large: net.onnx is larger than 2 GB/)
    const graph = newGraph()
    const data = new Float32Array(2 ** 29)
    graph.output('y', graph.constant({ dtype: 'float32', shape: [2 ** 29], data }, 'w'))
    expect(() => writeOnnx(graph)).toThrow(/The weights take 2048 MB, and a model in one piece at most 2 GB/)
  })
})

test.each(['torchscript.onnx', 'odd.onnx'])('%s, damaged, is read or refused, and nothing else', (name) => {
  const golden = (file: string) =>
    readFileSync(new URL(`../../../tests/golden/graph/files/${file}`, import.meta.url))
  const whole = golden(name)
  const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 })
  const options = {
    dimensions: name === 'odd.onnx' ? {} : { x: [1, 3, 12, 12] },
    external: (_: string, start: number, end?: number) => golden('odd.data').subarray(start, end),
  }
  fc.assert(
    fc.property(damage, (changes) => {
      const bytes = Uint8Array.from(whole)
      for (const [at, byte] of changes) bytes[at] = byte
      expect(refusal(bytes, options)).toBeDefined()
    }),
    { numRuns: 300, seed: 3 },
  )
})

describe('dynamic shapes', () => {
  const dynamic = file({ inputs: [{ name: 'x', type: 1, dims: [null, 2] }] })

  test('without a size are refused, and the input named', () => {
    expect(refusal(dynamic)).toBe(
      "invalid-input: The input 'x' of net.onnx has the dynamic shape [?, 2]. Say which sizes to use, by axis name or as a whole shape for 'x'.",
    )
  })

  test('take the sizes they are given', () => {
    expect(readOnnx(dynamic, { dimensions: { x: [3, 2] } }).outputs.get('y')!.shape).toEqual([3, 2])
    expect(refusal(dynamic, { dimensions: { x: [3, 4] } })).toMatch(/\[3, 4\] does not fit the input 'x'/)
    expect(refusal(dynamic, { dimensions: { x: [3] } })).toMatch(/\[3\] does not fit the input 'x'/)
  })
})

describe('older opsets mean the same in ours', () => {
  const read = (nodes: FileNode[], version = 17, dims = [1, 4, 2, 2]) =>
    print(
      readOnnx(
        file({
          opsets: [{ domain: '', version }],
          nodes,
          inputs: [{ name: 'x', type: 1, dims }],
        }),
      ),
    )

  test.each([11, 14, 17, 18, 19, 20, 21, 22])('opset %i', (version) => {
    expect(read([node('Relu', ['x'], ['y'])], version)).toContain('y: float32 [1, 4, 2, 2] = Relu(x)')
  })

  test('axes of reductions become inputs', () => {
    const attributes = [{ name: 'axes', kind: 'ints' as const, value: [1, 2] }]
    expect(read([node('ReduceMean', ['x'], ['y'], { attributes })])).toContain(
      'y: float32 [1, 1, 1, 2] = ReduceMean(x, const/int64 [1, 2])',
    )
  })

  test('the running and saved statistics of a normalisation tell that it is in training, up to opset 13', () => {
    const normalise = (outputs: string[], version: number) =>
      read([node('BatchNormalization', ['x', 'w', 'w', 'w', 'w'], outputs)], version)
    expect(normalise(['y', 'mean', 'var', 'saved', 'spread'], 11)).toContain('training_mode=1')
    expect(normalise(['y'], 11)).not.toContain('training_mode=1')
  })

  test('scales of groups become scales of channels', () => {
    const attributes = [{ name: 'num_groups', kind: 'int' as const, value: 2 }]
    const text = read([node('GroupNormalization', ['x', 'w', 'w'], ['y'], { attributes })], 18)
    expect(text).toContain('Expand: float32 [2, 2]')
    expect(text).toContain('y: float32 [1, 4, 2, 2] = GroupNormalization(x, Reshape')
  })

  test('Upsample becomes Resize', () => {
    const attributes = [{ name: 'scales', kind: 'floats' as const, value: [1, 1, 2, 2] }]
    expect(read([node('Upsample', ['x'], ['y'], { attributes })])).toContain(
      'y: float32 [1, 4, 4, 4] = Resize',
    )
  })

  test('casts to half precision become casts to single', () => {
    const attributes = [{ name: 'to', kind: 'int' as const, value: 10 }]
    expect(read([node('Cast', ['x'], ['y'], { attributes })])).toContain('= Cast(x)\n')
  })
})

test('half precision widens exactly, down to the smallest number', () => {
  const halves = [0x3c00, 0xc000, 0x7bff, 0x0001, 0x8000, 0x3555]
  const tensor = tensorFromFile(
    weight({ type: 10, dims: [6], raw: null, typed: halves }),
    'net.onnx',
    () => new Uint8Array(),
  )
  expect([...tensor.data]).toEqual([1, -2, 65504, 2 ** -24, -0, 0.333251953125])
})
