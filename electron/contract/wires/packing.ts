import { Packr, Unpackr } from 'msgpackr'
import type { Message } from '../wire.ts'

// `useRecords: false` is plain MessagePack: no state is kept between messages, so a frame stands alone.
const packr = new Packr({ useRecords: false, variableMapSize: true })
const unpackr = new Unpackr({ useRecords: false, mapsAsObjects: true, int64AsType: 'number' })

/** What msgpackr writes into grows to the largest frame; after one above this it starts small again. */
const KEPT_BYTES = 2 ** 20

/** One message as one binary frame. Bytes inside it are copied once. */
export function pack(message: Message): Uint8Array<ArrayBuffer> {
  const frame = packr.pack(message) as Uint8Array<ArrayBuffer>
  // Under Node msgpackr writes text with methods of `Buffer`.
  if (frame.byteLength > KEPT_BYTES)
    packr.useBuffer(typeof Buffer === 'undefined' ? new Uint8Array(8192) : Buffer.allocUnsafeSlow(8192))
  return frame
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
