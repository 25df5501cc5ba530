import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { NumbersKind } from './numbers.fixture.ts'
import { Thread, type ThreadOptions } from './thread.ts'

const folder = mkdtempSync(join(tmpdir(), 'ganvas-threads-'))
let thread: Thread<NumbersKind>

beforeAll(() =>
  build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: fileURLToPath(new URL('numbers.fixture.ts', import.meta.url)),
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: 'numbers.mjs' } },
    },
  }),
)
afterAll(() => rmSync(folder, { recursive: true }))

const start = (options: Partial<ThreadOptions> = {}, atOnce?: number) =>
  new Thread<NumbersKind>(
    pathToFileURL(join(folder, 'numbers.mjs')),
    { factor: 2, ...(atOnce && { atOnce }) },
    { name: 'thread of numbers', ...options },
  )
beforeEach(() => {
  thread = start()
})
afterEach(() => thread.end())

test('orders are done one after the other, with what was told before the first', async () => {
  const told: number[] = []
  const onEvent = (event: number) => told.push(event)
  const answers = await Promise.all([
    thread.call('scale', Float32Array.of(1, 2), { onEvent }),
    thread.call('scale', Float32Array.of(3), { onEvent }),
  ])
  expect(answers).toEqual([Float32Array.of(2, 4), Float32Array.of(6)])
  expect(told).toEqual([-1])
})

test('events go to whoever asked, and a word is heard while the order is being done', async () => {
  await thread.call('scale', Float32Array.of(1))
  const told: number[] = []
  const last = await thread.call(
    'count',
    {},
    {
      onEvent(event) {
        told.push(event)
        if (event === 3) thread.say('enough')
      },
    },
  )
  expect(told).toEqual(Array.from({ length: last + 1 }, (_, k) => k))
  expect(last).toBeGreaterThanOrEqual(3)
})

test('a cancelled order stops, one that waits for its turn is not begun, and the next ones are done', async () => {
  const [first, second] = [new AbortController(), new AbortController()]
  const told: number[] = []
  const counting = thread.call(
    'count',
    {},
    {
      signal: first.signal,
      onEvent(event) {
        if (event === 2) second.abort()
      },
    },
  )
  const waiting = thread.call('count', {}, { signal: second.signal, onEvent: (event) => told.push(event) })
  const next = thread.call('scale', Float32Array.of(5))
  // It is answered while the first one still counts.
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
  first.abort()
  await expect(counting).rejects.toMatchObject({ code: 'cancelled' })
  expect(await next).toEqual(Float32Array.of(10))
  expect(told).toEqual([])
  await expect(thread.call('count', {}, { signal: first.signal })).rejects.toMatchObject({
    code: 'cancelled',
  })
})

test('of orders that are under way at once each is told its own, and one is cancelled alone', async () => {
  await thread.end()
  thread = start({}, 2)
  const stop = new AbortController()
  const told: number[][] = [[], []]
  const counting = (k: number, signal?: AbortSignal) =>
    thread.call('count', {}, { signal, onEvent: (event) => told[k]!.push(event) })
  const first = counting(0, stop.signal)
  const second = counting(1)
  const third = thread.call('scale', Float32Array.of(5))
  await expect.poll(() => Math.min(...told.map(({ length }) => length))).toBeGreaterThan(3)
  stop.abort()
  await expect(first).rejects.toMatchObject({ code: 'cancelled' })
  // It waited for one of the two.
  expect(await third).toEqual(Float32Array.of(10))
  thread.say('enough')
  const last = await second
  expect(told[1]).toEqual(Array.from({ length: last + 1 }, (_, k) => k))
  // What was told before anybody asked, and nothing of the other one.
  expect(told[0]![0]).toBe(-1)
  expect(told[0]!.slice(1)).toEqual(told[0]!.slice(1).map((_, k) => k))
})

test('of a thread that hears nothing while it works, a cancelled call rejects at once', async () => {
  await thread.end()
  thread = start({ deaf: true })
  const stop = new AbortController()
  const bell = new Int32Array(new SharedArrayBuffer(4))
  const blocked = thread.call('block', { bell }, { signal: stop.signal })
  stop.abort()
  await expect(blocked).rejects.toMatchObject({ code: 'cancelled' })
  const next = thread.call('scale', Float32Array.of(1))
  Atomics.store(bell, 0, 1)
  Atomics.notify(bell, 0)
  expect(await next).toEqual(Float32Array.of(2))
})

test('arrays are copied, or handed over where the caller says so', async () => {
  const [kept, given] = [Float32Array.of(1, 2, 3), Float32Array.of(1, 2, 3)]
  await thread.call('scale', kept)
  expect(kept).toEqual(Float32Array.of(1, 2, 3))
  expect(await thread.call('scale', given, { transfer: true })).toEqual(Float32Array.of(2, 4, 6))
  expect(given.length).toBe(0)
  await expect(thread.call('scale', given, { transfer: true })).rejects.toThrow('detached')
})

test('a part of a larger array is copied all the same: others may read the rest', async () => {
  const whole = Float32Array.of(1, 2, 3)
  const answer = await thread.call('scale', whole.subarray(1), { transfer: true })
  expect(answer).toEqual(Float32Array.of(4, 6))
  expect(whole).toEqual(Float32Array.of(1, 2, 3))
})

test('what an order fails of keeps its code, sentence and data, and the thread goes on', async () => {
  await expect(thread.call('fail', { code: 'too-large' })).rejects.toMatchObject({
    code: 'too-large',
    message: 'There is no room.',
    data: { wanted: 3 },
  })
  expect(await thread.call('scale', Float32Array.of(1))).toEqual(Float32Array.of(2))
})

test('all that wait learn that the thread has gone, and so does who comes later', async () => {
  const gone = { code: 'internal', message: 'The thread of numbers ended (7).' }
  const waiting = [thread.call('exit', { code: 7 }), thread.call('scale', Float32Array.of(1))]
  for (const call of await Promise.allSettled(waiting)) expect(call).toMatchObject({ reason: gone })
  expect(thread.ended).toBe(true)
  await expect(thread.call('scale', Float32Array.of(1))).rejects.toMatchObject(gone)
})

test('a thread that is ended drops what it does, and a closed one does its orders first', async () => {
  const counting = thread.call('count', {})
  const ended = expect(counting).rejects.toMatchObject({ message: 'The thread of numbers was ended.' })
  await thread.end()
  await ended
  thread = start()
  const last = thread.call('scale', Float32Array.of(4))
  thread.close()
  expect(await last).toEqual(Float32Array.of(8))
  await expect.poll(() => thread.ended).toBe(true)
})

test('a thread that is ended in native code ends after that call, and before the next one', async () => {
  const bells = new Int32Array(new SharedArrayBuffer(16))
  const asked = expect(thread.call('native', { bells })).rejects.toMatchObject({ code: 'internal' })
  await expect.poll(() => Atomics.load(bells, 3)).toBe(1)
  let gone = false
  const ended = thread.end().then(() => {
    gone = true
  })
  await asked
  // Terminated, it would be gone by now; on a slower machine this sees less, and never too much.
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(gone).toBe(false)
  Atomics.store(bells, 0, 1)
  await ended
  expect([...bells.slice(1, 3)]).toEqual([1, 0])
})
