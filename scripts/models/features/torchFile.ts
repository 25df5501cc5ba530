import { Global, type Meaning, unpickle } from './pickle.ts'

/** A tensor of single precision, row-major. */
export interface TorchTensor {
  readonly shape: readonly number[]
  readonly data: Float32Array
}

interface Storage {
  readonly kind: string
  readonly key: string
}

/** A view of a storage, whose contents come later in the file. */
interface View {
  readonly storage: Storage
  readonly offset: number
  readonly shape: readonly number[]
  readonly strides: readonly number[]
}

/** What the file begins with. */
const MAGIC = '0x1950a86a20f9469cfc6c'

const bytesPerElement: Readonly<Record<string, number>> = { 'torch FloatStorage': 4, 'torch LongStorage': 8 }

const meaning: Meaning = {
  call(name, args) {
    if (name === 'collections OrderedDict') return new Map()
    if (name !== 'torch._utils _rebuild_tensor_v2')
      throw new Error(`The file calls ${name}, which no tensor needs.`)
    const [storage, offset, shape, strides] = args as [Storage, number, number[], number[]]
    return { storage, offset, shape, strides } satisfies View
  },
  persistent([kind, type, key]) {
    if (kind !== 'storage' || !(type instanceof Global) || !(type.name in bytesPerElement))
      throw new Error(
        `The file holds ${String(kind)} ${type instanceof Global ? type.name : ''}, which is not read.`,
      )
    return { kind: type.name, key: String(key) } satisfies Storage
  },
}

/**
 * The tensors of single precision of a dictionary of weights that `torch.save` of PyTorch before 1.6 wrote: pickles of a
 * magic number, a version, the machine, the dictionary and the keys of its storages, then the storages themselves.
 *
 * @throws Error for another kind of file
 */
export function readTorchFile(bytes: Buffer): Map<string, TorchTensor> {
  let at = 0
  const next = (): unknown => {
    const { value, end } = unpickle(bytes, at, meaning)
    at = end
    return value
  }
  if (next() !== MAGIC) throw new Error('This is no file of weights of PyTorch before 1.6.')
  next()
  next()
  const views = next() as Map<string, View>
  const keys = next() as string[]
  const kinds = new Map([...views.values()].map(({ storage: { key, kind } }) => [key, kind]))
  const storages = new Map<string, Buffer>()
  for (const key of keys) {
    const size = Number(bytes.readBigInt64LE(at)) * bytesPerElement[kinds.get(key)!]!
    storages.set(key, bytes.subarray(at + 8, at + 8 + size))
    at += 8 + size
  }
  const read = new Map<string, TorchTensor>()
  for (const [name, { storage, offset, shape, strides }] of views) {
    if (storage.kind !== 'torch FloatStorage') continue
    const elements = storages.get(storage.key)!
    const data = new Float32Array(shape.reduce((product, extent) => product * extent, 1))
    for (const at of data.keys()) data[at] = elements.readFloatLE(4 * (offset + placeOf(at, shape, strides)))
    read.set(name, { shape, data })
  }
  return read
}

/** Where the element at a place in row-major order lies by other strides. */
function placeOf(at: number, shape: readonly number[], strides: readonly number[]): number {
  let place = 0
  for (let k = shape.length - 1, rest = at; k >= 0; rest = Math.floor(rest / shape[k]!), k--)
    place += (rest % shape[k]!) * strides[k]!
  return place
}
