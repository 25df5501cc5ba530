import { expect, test } from 'vitest'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import type { TiledRaster } from '../../../electron/contract/procedures/recovery.ts'
import type { DocumentSession } from '../../document/index.ts'
import { gradient, rasterOf, sessionOf } from '../../document/testing/sessions.fixture.ts'
import { tileRect } from '../../document/tiles.ts'
import { type Pace, RecoveryCopy } from './recoveryCopy.ts'

const SIDE = 32
const WIDTH = 2 * SIDE + 10
const HEIGHT = SIDE + 3

type Call = { name: string; input: Record<string, unknown> }

/** An engine that keeps what it is sent, and answers when the page has gone on. */
function setUp({ slice = async () => ({ hasRoom: () => false }), ...pace }: Partial<Pace> = {}) {
  const { session, ids } = sessionOf(WIDTH, HEIGHT, [gradient(WIDTH, HEIGHT)])
  const raster = rasterOf(session, ids[0]!)
  const calls: Call[] = []
  const refuse = new Map<string, Error>()
  const tiles = new Map<string, Pixels>()
  const engine = {
    async call(name: string, input: unknown) {
      calls.push({ name, input: input as Call['input'] })
      await Promise.resolve()
      const error = refuse.get(name)
      if (error) throw error
      const { tile, pixels } = input as { tile: string; pixels: Pixels }
      if (name === 'recovery.putTile') tiles.set(tile, pixels)
      return {}
    },
  }
  const copy = new RecoveryCopy(
    session,
    engine as ConstructorParameters<typeof RecoveryCopy>[1],
    {
      slice,
      released: async () => {},
      maxInFlight: () => 8,
      ...pace,
    },
    session.data.id,
    SIDE,
  )
  const named = (name: string) => calls.filter((call) => call.name === name)
  const committed = () => {
    const { rasters } = named('recovery.commit').at(-1)!.input as { rasters: Record<string, TiledRaster> }
    return assembled(rasters[raster]!, tiles)
  }
  return { session, raster, copy, calls, refuse, named, committed }
}

function assembled({ width, height, tiles: names }: TiledRaster, tiles: Map<string, Pixels>): Uint8Array {
  const data = new Uint8Array(width * height * 4)
  for (const [index, name] of names.entries()) {
    const rect = tileRect({ width, height }, index, SIDE)
    for (let row = 0; row < rect.height && name !== null; row++)
      data.set(
        tiles.get(name)!.data.subarray(row * rect.width * 4, (row + 1) * rect.width * 4),
        ((rect.y + row) * width + rect.x) * 4,
      )
  }
  return data
}

function fill(session: DocumentSession, raster: string, x: number, y: number, size: number, color: string) {
  const rect = { x, y, width: size, height: size }
  session.edit({ key: 'document:history.clear' }, (gesture) =>
    gesture.editPixels(raster, rect, (context) => {
      context.fillStyle = color
      context.fillRect(x, y, size, size)
    }),
  )
}

test('the copy is the document, and later changes send their tiles alone', async () => {
  const { session, raster, copy, named, committed } = setUp()
  await copy.update()
  expect(named('recovery.putTile')).toHaveLength(6)
  expect(committed()).toEqual(session.rasters.toPixels(raster).data)

  fill(session, raster, SIDE - 2, 5, 4, '#ff0000')
  await copy.update()
  expect(named('recovery.putTile')).toHaveLength(8)
  expect(committed()).toEqual(session.rasters.toPixels(raster).data)

  session.undo()
  await copy.update()
  expect(committed()).toEqual(session.rasters.toPixels(raster).data)
  const names = named('recovery.putTile').map(({ input }) => input.tile)
  expect(new Set(names).size).toBe(names.length)
})

test('what changes while tiles are sent is in the copy, all of one moment', async () => {
  let turn = 0
  const whole: Uint8Array[] = []
  const { session, raster, copy, named, committed } = setUp({
    slice: async () => {
      // A person paints on both sides of a tile's edge, for as long as there is something to send.
      if (turn++ < 12) fill(session, raster, SIDE - 5, turn * 3, 10, `#0000${turn + 10}`)
      return { hasRoom: () => false }
    },
    released: async () => {
      whole.push(session.rasters.toPixels(raster).data)
    },
  })
  await copy.update()
  expect(turn).toBeGreaterThan(12)
  expect(committed()).toEqual(whole.at(-1))
  expect(named('recovery.commit')).toHaveLength(1)
})

test('a stroke that begins before the commit is waited for, and sent', async () => {
  let waits = 0
  const { session, raster, copy, named, committed } = setUp({
    released: async () => {
      if (waits++ === 0) fill(session, raster, 0, 0, 20, '#00ff00')
    },
  })
  await copy.update()
  expect(waits).toBe(2)
  expect(named('recovery.commit')).toHaveLength(1)
  expect(committed()).toEqual(session.rasters.toPixels(raster).data)
})

test('tiles of zeros are named as such and not sent', async () => {
  const { session, raster, copy, named, committed } = setUp()
  session.edit({ key: 'document:history.clear' }, (gesture) =>
    gesture.editPixels(raster, { x: 0, y: 0, width: WIDTH, height: HEIGHT }, (context) =>
      context.clearRect(0, 0, WIDTH, HEIGHT),
    ),
  )
  fill(session, raster, 1, 1, 1, '#123456')
  await copy.update()
  expect(named('recovery.putTile')).toHaveLength(1)
  expect(committed()).toEqual(session.rasters.toPixels(raster).data)
})

test('no more than the allowed number of tiles is on the way', async () => {
  let max = 0
  const { copy, calls } = setUp({
    slice: async () => {
      max = Math.max(max, calls.length)
      return { hasRoom: () => true }
    },
    maxInFlight: () => 2,
  })
  await copy.update()
  expect(max).toBeGreaterThan(0)
  expect(calls.filter(({ name }) => name === 'recovery.putTile')).toHaveLength(6)
  // The first slice had room for all six.
  expect(calls.slice(0, max)).toHaveLength(max)
  expect(max).toBeLessThan(6)
})

test('forgetting ends what is under way without a commit, and the next copy is whole', async () => {
  let slices = 0
  const { session, raster, copy, named, committed } = setUp({
    slice: async () => {
      if (++slices === 3) copy.forget()
      return { hasRoom: () => false }
    },
  })
  await copy.update()
  expect(named('recovery.commit')).toHaveLength(0)
  await copy.update()
  expect(named('recovery.putTile')).toHaveLength(2 + 6)
  expect(committed()).toEqual(session.rasters.toPixels(raster).data)
})

test('a tile that could not be kept is what went wrong, not the commit that misses it', async () => {
  const { copy, refuse } = setUp()
  refuse.set('recovery.putTile', new Error('the disk is full'))
  refuse.set('recovery.commit', new Error('never put'))
  await expect(copy.update()).rejects.toThrow('the disk is full')
})
