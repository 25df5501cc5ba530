import { Packr, Unpackr } from 'msgpackr'
import type { Message } from '../wire.ts'

// `useRecords: false` is plain MessagePack: no state is kept between messages, so a frame stands alone.
const packr = new Packr({ useRecords: false, variableMapSize: true })
const unpackr = new Unpackr({ useRecords: false, mapsAsObjects: true, int64AsType: 'number' })

/** One message as one binary frame. Bytes inside it are copied once. */
export function pack(message: Message): Uint8Array<ArrayBuffer> {
  return packr.pack(message) as Uint8Array<ArrayBuffer>
}

/**
 * The inverse of {@link pack}. Bytes come back as `Uint8Array` views of `frame`.
 *
 * @throws Error when the frame is cut short, or holds no message.
 */
export function unpack(frame: ArrayBuffer | Uint8Array): Message {
  // A plain `Uint8Array` even in Node: from a `Buffer` the views inside would be `Buffer`s as well.
  const bytes =
    frame instanceof ArrayBuffer
      ? new Uint8Array(frame)
      : new Uint8Array(frame.buffer, frame.byteOffset, frame.byteLength)
  const message: unknown = unpackr.unpack(bytes)
  if (typeof message !== 'object' || message === null || !('type' in message))
    throw new Error('not a message')
  return message as Message
}
