import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { BlendSettings, Transform } from '../../contract/document/index.ts'
import type { Pixels } from '../../contract/pixels.ts'
import { BlendThreads } from '../compute/blendThreads.ts'
import { installModel, offsetNetwork } from '../models/model.fixture.ts'
import { onProcessor } from '../sessions/place.ts'
import { createBlendHandlers } from './blend.ts'
import { context } from './context.fixture.ts'

const modelsFolder = await mkdtemp(join(tmpdir(), 'ganvas-models-'))
const handlers = createBlendHandlers({ modelsFolder, place: onProcessor })
const inPlace: Transform = { x: 0, y: 0, scaleX: 1, scaleY: 1, rotation: 0 }
const settings = { method: 'gp', anchor: 'composite', beta: 0.1, kernel: 'normal' } as const

function pixels(width: number, height: number, channels: 3 | 4): Pixels {
  const data = new Uint8Array(width * height * channels).map((_, i) => (i * 7 + (i >> 6)) & 255)
  return { width, height, channels, data }
}

const scene = (width: number, height: number) => ({
  background: pixels(width, height, 3),
  source: pixels(Math.ceil(width / 3), Math.ceil(height / 2), 4),
})
const centred = (width: number, height: number): Transform => ({ ...inPlace, x: width / 3, y: height / 4 })

afterAll(async () => {
  // Sessions that tests left open.
  for (const session of open) handlers['blend.preview.close']({ session }, context())
  await rm(modelsFolder, { recursive: true, force: true })
})
const open: string[] = []

async function openPreview(width: number, height: number): Promise<string> {
  const { session } = await handlers['blend.preview.open'](scene(width, height), context())
  open.push(session)
  return session
}

test('a blend tells its levels, shows them, and answers with a picture of the photo’s size', async () => {
  const told = context()
  const input = { ...scene(301, 207), transform: centred(301, 207), settings }
  const { pixels: result, seconds } = await handlers['blend.run']({ ...input, whole: true }, told)
  expect([result.width, result.height, result.channels]).toEqual([301, 207, 3])
  expect(result.data.length).toBe(301 * 207 * 3)
  expect(seconds).toBeGreaterThan(0)
  expect(told.events.map((event) => event.kind)).toEqual([
    'progress',
    'preview',
    'progress',
    'preview',
    'progress',
    'preview',
    'progress',
  ])
})

test('threads agree with one thread, bit for bit', async () => {
  const answers = []
  for (const threads of [1, 2, 3]) {
    const team = await BlendThreads.start(threads)
    await team.call('load', { scene: scene(203, 131), use: { previews: false } })
    const blended = await team.call('blend', {
      transform: { ...centred(203, 131), rotation: 11 },
      settings: { ...settings, kernel: 'sobel' },
      whole: true,
    })
    answers.push(blended!.pixels.data)
    team.end()
  }
  expect(Buffer.compare(answers[1]!, answers[0]!)).toBe(0)
  expect(Buffer.compare(answers[2]!, answers[0]!)).toBe(0)
})

test('a cancelled blend stops in the middle of its work, and the next one runs', async () => {
  const told = context()
  const input = { ...scene(3000, 2000), transform: centred(3000, 2000), settings }
  // The first level is told long before the finest is done.
  told.emit = (event) => {
    told.events.push(event)
    told.controller.abort()
  }
  await expect(handlers['blend.run']({ ...input, whole: true }, told)).rejects.toMatchObject({
    code: 'cancelled',
  })
  const last = told.events.findLast((event) => event.kind === 'progress')
  expect(last).toMatchObject({ kind: 'progress', total: 7 })
  expect(last?.kind === 'progress' && last.step).toBeLessThan(7)
  const again = { ...scene(90, 60), transform: centred(90, 60), settings }
  expect((await handlers['blend.run']({ ...again, whole: true }, context())).pixels.width).toBe(90)
})

test('an object outside the photo, and one that covers nothing, are errors that say so', async () => {
  const input = { ...scene(90, 60), transform: { ...inPlace, x: 500 }, settings }
  await expect(handlers['blend.run']({ ...input, whole: true }, context())).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('outside the photo (90x60)'),
  })
  const { background, source } = scene(90, 60)
  const mask = { width: source.width, height: source.height, channels: 1 as const, data: new Uint8Array(900) }
  await expect(
    handlers['blend.run']({ background, source, mask, transform: inPlace, settings, whole: true }, context()),
  ).rejects.toMatchObject({ code: 'invalid-input', message: expect.stringContaining('mask is empty') })
})

test('of the preview updates that wait, the newest wins', async () => {
  const session = await openPreview(640, 480)
  const update = (x: number) =>
    Promise.resolve(
      handlers['blend.preview.update']({ session, transform: { ...inPlace, x }, settings }, context()),
    )
  const answers = await Promise.allSettled([update(10), update(20), update(30)])
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(answers[1]).toMatchObject({ reason: { code: 'cancelled' } })
  const last = await update(30)
  const newest = answers[2]!.status === 'fulfilled' ? answers[2]!.value : null
  expect(newest?.rect).toEqual(last.rect)
  // Comparing a million numbers one by one takes seconds.
  expect(Buffer.compare(newest!.pixels.data, last.pixels.data)).toBe(0)
})

test('a draft is much nearer to the exact preview than the pasted object is', async () => {
  const size = [320, 200] as const
  const session = await openPreview(...size)
  const input = { session, transform: { ...centred(...size), rotation: 20 } }
  const frame = (change: { draft?: boolean; method?: 'paste' }) => {
    const { draft, ...method } = change
    const wanted = { ...input, settings: { ...settings, ...method }, draft }
    return handlers['blend.preview.update'](wanted, context())
  }
  const exact = await frame({})
  const distance = ({ pixels, rect }: typeof exact) => {
    let [sum, count] = [0, 0]
    for (let y = Math.max(rect.y, exact.rect.y); y < rect.y + rect.height; y++)
      for (let x = Math.max(rect.x, exact.rect.x); x < rect.x + rect.width; x++) {
        const [left, top] = [x - exact.rect.x, y - exact.rect.y]
        if (left >= exact.rect.width || top >= exact.rect.height) continue
        const there = exact.pixels.data[3 * (top * exact.rect.width + left)]!
        sum += Math.abs(there - pixels.data[3 * ((y - rect.y) * rect.width + x - rect.x)]!)
        count++
      }
    expect(count).toBeGreaterThan(5000)
    return sum / count
  }
  const [draft, pasted] = [distance(await frame({ draft: true })), distance(await frame({ method: 'paste' }))]
  expect(draft).toBeGreaterThan(0)
  expect(draft).toBeLessThan(pasted / 2)
})

test('a preview is the same part of the same picture as the blend', async () => {
  const size = [320, 200] as const
  const session = await openPreview(...size)
  const transform = { ...centred(...size), rotation: 20 }
  const { rect, pixels: part } = await handlers['blend.preview.update'](
    { session, transform, settings },
    context(),
  )
  const whole = await handlers['blend.run'](
    { ...scene(...size), transform, settings, whole: true },
    context(),
  )
  for (let y = 0; y < rect.height; y++) {
    const from = 3 * ((rect.y + y) * size[0] + rect.x)
    expect(part.data.subarray(3 * y * rect.width, 3 * (y + 1) * rect.width)).toEqual(
      whole.pixels.data.subarray(from, from + 3 * rect.width),
    )
  }
})

test('a blend answers with the part that changed; all else of the whole is the photo', async () => {
  const [width, height] = [640, 480]
  const background = pixels(width, height, 3)
  const source = pixels(20, 20, 4)
  const input = {
    background,
    source,
    transform: { ...inPlace, x: 100, y: 90 },
    settings: { ...settings, beta: 50 },
  }
  const part = await handlers['blend.run']({ ...structuredClone(input), whole: false }, context())
  const whole = await handlers['blend.run']({ ...structuredClone(input), whole: true }, context())
  expect(part.rect.width).toBeLessThan(width)
  expect(part.rect.height).toBeLessThan(height)
  const pasted = background.data.slice()
  for (let y = 0; y < part.rect.height; y++) {
    const row = part.pixels.data.subarray(3 * y * part.rect.width, 3 * (y + 1) * part.rect.width)
    pasted.set(row, 3 * ((part.rect.y + y) * width + part.rect.x))
  }
  expect(Buffer.compare(pasted, whole.pixels.data)).toBe(0)
})

test('a preview of an object outside the photo is one unchanged pixel', async () => {
  const session = await openPreview(64, 64)
  const answer = await handlers['blend.preview.update'](
    { session, transform: { ...inPlace, x: 900 }, settings },
    context(),
  )
  expect(answer.rect).toEqual({ x: 0, y: 0, width: 1, height: 1 })
  expect([...answer.pixels.data]).toEqual([...scene(64, 64).background.data.slice(0, 3)])
})

test('a closed session is not found', async () => {
  const session = await openPreview(64, 64)
  handlers['blend.preview.close']({ session }, context())
  await expect(
    (async () => handlers['blend.preview.update']({ session, transform: inPlace, settings }, context()))(),
  ).rejects.toMatchObject({ code: 'not-found' })
})

test('the anchor "gan" is unavailable without its model, and darkens the object as its model says', async () => {
  const gan = { ...settings, anchor: 'gan', beta: 1000 } as const
  const transform = centred(301, 207)
  // A blend keeps the pixels that it is given.
  const run = (settings: BlendSettings) =>
    handlers['blend.run']({ ...scene(301, 207), transform, settings, whole: true }, context())
  const session = await openPreview(301, 207)
  const preview = () => handlers['blend.preview.update']({ session, transform, settings: gan }, context())
  await expect(run(gan)).rejects.toMatchObject({
    code: 'unavailable',
    data: { model: 'blend-gpgan-64' },
  })
  await expect(preview()).rejects.toMatchObject({ code: 'unavailable' })
  // Installed meanwhile: the next blend finds it.
  await installModel(modelsFolder, offsetNetwork(-0.2))
  const mean = ({ data }: Pixels) => data.reduce((sum, value) => sum + value, 0) / data.length
  const [before, after] = [await run({ ...gan, anchor: 'composite' }), await run(gan)]
  // A tenth of the range, where the object covers: a sixth of the photo, half transparent on average.
  const darker = mean(before.pixels) - mean(after.pixels)
  expect(darker).toBeGreaterThan(1)
  expect(darker).toBeLessThan(3)
  const frame = await preview()
  expect(frame.rect.width).toBeGreaterThan(90)
  expect(mean(frame.pixels)).toBeGreaterThan(0)
  const again = await preview()
  expect(Buffer.compare(again.pixels.data, frame.pixels.data)).toBe(0)
})
