import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { z } from 'zod'
import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import { sizeOf } from '../../graph/shapes.ts'
import { GivenRecord } from '../given/record.ts'
import type { NamedTensor } from '../step/tensors.ts'

/*
 * A checkpoint is one file: eight letters, the version and the header's length as 32-bit integers, the header as
 * JSON, zeros up to a multiple of eight, the tensors as float32 one after the other in the header's order, and a
 * CRC-32 of everything before it. Little-endian.
 */

/** Name of the checkpoint in a run's folder. */
export const checkpointFile = 'checkpoint.bin'

/** Name of the one with the best figure, where a run keeps it. */
export const bestFile = 'best.bin'

const letters = 'GANVCKPT'
const version = 1
const prefix = letters.length + 8

const Header = z.object({
  recipe: z.string(),
  settings: z.object({ data: z.string(), steps: z.number(), batch: z.number(), seed: z.number() }),
  options: z.record(z.string(), z.unknown()),
  position: z.object({
    step: z.number(),
    batches: z.number(),
    updates: z.record(z.string(), z.number()),
  }),
  /** Passes in which a batch is taken, because it does not fit into memory whole. */
  parts: z.number().int().min(1),
  /** Networks that played along, of which it holds no weights; absent in older ones. */
  given: z.array(GivenRecord).optional(),
  /** Names of the classes that it learned, where it learned classes; absent in older ones. */
  classes: z.array(z.string()).optional(),
  tensors: z.array(z.object({ name: z.string(), shape: z.array(z.number().int().min(0)) })),
})

/** All that a run needs to go on as if it had never stopped. Random numbers follow from seed and step. */
export interface Checkpoint extends Omit<z.infer<typeof Header>, 'tensors'> {
  tensors: ReadonlyMap<string, NamedTensor>
}

/** What a run needs from the file system. Writing replaces a file whole or leaves it as it was. */
export interface RunFiles {
  /** Null when there is no such file. */
  read(path: string): Promise<Uint8Array | null>
  write(path: string, pieces: Iterable<Uint8Array>): Promise<void>
}

/** The checkpoint in a run's folder, or null. */
export async function readCheckpoint(folder: string, files: RunFiles): Promise<Checkpoint | null> {
  const path = join(folder, checkpointFile)
  const bytes = await files.read(path)
  return bytes && decodeCheckpoint(bytes, path)
}

/** The pieces of the file, in order. The tensors' own memory is given out, so write them before the next step. */
export function encodeCheckpoint({ tensors, ...rest }: Checkpoint): Uint8Array[] {
  const listed = [...tensors].map(([name, { shape }]) => ({ name, shape: [...shape] }))
  const header = Buffer.from(JSON.stringify({ ...rest, tensors: listed } satisfies z.infer<typeof Header>))
  const start = Buffer.alloc(Math.ceil((prefix + header.length) / 8) * 8)
  start.write(letters, 'latin1')
  start.writeUInt32LE(version, letters.length)
  start.writeUInt32LE(header.length, letters.length + 4)
  header.copy(start, prefix)
  const pieces = [
    start,
    ...[...tensors.values()].map(({ data }) => Buffer.from(data.buffer, data.byteOffset, data.byteLength)),
  ]
  const sum = Buffer.alloc(4)
  sum.writeUInt32LE(pieces.reduce((crc, piece) => crc32(piece, crc), 0))
  return [...pieces, sum]
}

/**
 * @param file what messages call the file
 * @throws unreadable-file for damage, newer-version for a checkpoint of a newer Ganvas
 */
export function decodeCheckpoint(bytes: Uint8Array, file: string): Checkpoint {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.length < prefix + 4 || buffer.toString('latin1', 0, letters.length) !== letters)
    throw new GanvasError('unreadable-file', text('training.noCheckpoint', { file }))
  const found = buffer.readUInt32LE(letters.length)
  if (found > version)
    throw new GanvasError('newer-version', text('training.newerCheckpoint', { file, version: found }))
  if (crc32(buffer.subarray(0, -4)) !== buffer.readUInt32LE(buffer.length - 4))
    throw new GanvasError('unreadable-file', text('training.damagedCheckpoint', { file }))
  const length = buffer.readUInt32LE(letters.length + 4)
  const header = Header.parse(JSON.parse(buffer.toString('utf8', prefix, prefix + length)))
  const tensors = new Map<string, NamedTensor>()
  let offset = Math.ceil((prefix + length) / 8) * 8
  for (const { name, shape } of header.tensors) {
    const end = offset + 4 * sizeOf(shape)
    // A copy starts at an address that floats may have, and lets go of the file.
    tensors.set(name, { shape, data: new Float32Array(new Uint8Array(buffer.subarray(offset, end)).buffer) })
    offset = end
  }
  return { ...header, tensors }
}
