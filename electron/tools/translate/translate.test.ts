import { expect, test } from 'vitest'
import { defaultTranslateSettings as settings } from '../../contract/document/index.ts'
import { inEnglish, type Text } from '../../contract/text.ts'
import { teamOfOne } from '../../imaging/team.fixture.ts'
import type { DrawingWork, StyleNetwork } from '../networks/work.ts'
import { translate } from './translate.ts'

const team = await teamOfOne()

const picture = (side: number) => ({
  width: side,
  height: side,
  channels: 3 as const,
  data: Uint8Array.from({ length: 3 * side * side }, (_, at) => at % 251),
})

/** A network that gives back what it sees, on a device with room for so many pixels; `shapes` are those that fitted. */
function networkOf(room: number): StyleNetwork & { shapes: (readonly number[])[] } {
  const shapes: (readonly number[])[] = []
  const tensor = {
    channels: ['red', 'green', 'blue'] as ('red' | 'green' | 'blue')[],
    colorSpace: 'srgb' as const,
    range: [-1, 1] as [number, number],
    size: { multiple: 4 },
  }
  const allocate = (shape: readonly number[]) => {
    const [n = 0, , height = 0, width = 0] = shape
    if (n * height * width > room) throw new Error('Failed to allocate memory for requested buffer of size 9')
    shapes.push(shape)
  }
  const run = async (data: Float32Array, shape: readonly number[]) => {
    allocate(shape)
    return data.slice()
  }
  return {
    shapes,
    maxPixels: 512 * 512,
    input: tensor,
    output: tensor,
    translation: { kind: 'style', side: 32, directions: { forward: { en: 'x', 'zh-CN': 'x' } } },
    run,
    async fixed(_pieces, shape) {
      allocate(shape)
      return run
    },
  }
}

function told(): DrawingWork & { notices: Text[] } {
  const notices: Text[] = []
  return { notices, team, breathe: async () => {}, notice: (text) => notices.push(text) }
}

test('where memory runs out, tiles become smaller until they fit, and that is said once', async () => {
  const network = networkOf(140 * 140)
  const work = told()
  const made = await translate(picture(400), network, settings, work)
  const worst = made.data.reduce((max, value, at) => Math.max(max, Math.abs(value - (at % 251))), 0)
  expect(worst).toBeLessThanOrEqual(1)
  expect(work.notices.map(inEnglish)).toEqual([expect.stringContaining('smaller ones')])
  expect(Math.max(...network.shapes.map(([n, , height, width]) => n! * height! * width!))).toBe(128 * 128)
})

test('where no tile fits, it is said what to do', async () => {
  const work = told()
  await expect(translate(picture(400), networkOf(100), settings, work)).rejects.toMatchObject({
    code: 'too-large',
    message: expect.stringContaining('not enough memory'),
  })
  expect(work.notices).toHaveLength(1)
})

test('a drawing that does not fit says so too', async () => {
  const network = {
    ...networkOf(100),
    translation: { kind: 'drawing' as const, side: 64, draws: 'lines' as const, noise: [] },
  }
  await expect(translate(picture(90), network, settings, told())).rejects.toMatchObject({ code: 'too-large' })
})

test('other failures pass as they are', async () => {
  const run = async () => {
    throw new Error('a defect')
  }
  await expect(translate(picture(40), { ...networkOf(1e6), run }, settings, told())).rejects.toThrow(
    'a defect',
  )
})
