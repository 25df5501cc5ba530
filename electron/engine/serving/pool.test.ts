import { expect, test } from 'vitest'
import { text } from '../../contract/text.ts'
import { ServerFault, type ServerFaultKind } from './fault.ts'
import { ServerPool } from './pool.ts'

const fault = (kind: ServerFaultKind, retryAfter = 0) =>
  new ServerFault(kind, 'a', text('servers.busy', { address: 'a', status: 503 }), { retryAfter })

/** A pool of the servers a, b, … by a clock that tests set. */
function pool(names: string, waited = 0) {
  const clock = { now: 0 }
  const made = new ServerPool([...names], { first: 100, most: 1000, waited }, () => clock.now)
  const faults: string[] = []
  const run = (
    work: (server: string) => Promise<string> = async (server) => server,
    fits = (_: string) => true,
  ) => made.run(fits, work, (server) => faults.push(server)).then((done) => done?.result ?? null)
  return { clock, run, faults }
}

test('work goes to the server that has the least to do, the first of several', async () => {
  const { run } = pool('abc')
  const asked: string[] = []
  let end = () => {}
  const held = new Promise<void>((resolve) => {
    end = resolve
  })
  const works = Array.from({ length: 5 }, () =>
    run(async (server) => {
      asked.push(server)
      await held
      return server
    }),
  )
  await Promise.resolve()
  end()
  await Promise.all(works)
  expect(asked.join('')).toBe('abcab')
})

test('what one fails at another does, and the one rests for twice as long each time', async () => {
  const { clock, run, faults } = pool('ab')
  const work = async (server: string) => {
    if (server === 'a') throw fault('cut')
    return server
  }
  expect(await run(work)).toBe('b')
  clock.now = 99
  expect(await run(work)).toBe('b')
  expect(faults).toEqual(['a'])
  clock.now = 100
  await run(work)
  expect(faults).toEqual(['a', 'a'])
  clock.now = 299
  await run(work)
  expect(faults).toHaveLength(2)
  clock.now = 300
  expect(await run()).toBe('a')
  // It did well: the next pause is the first one again.
  await run(work)
  clock.now = 400
  expect(await run()).toBe('a')
})

test('a pause that is asked for is kept, and one that has no end in itself is the longest', async () => {
  const { clock, run } = pool('a')
  const failing = (thrown: ServerFault) => () => Promise.reject(thrown)
  expect(await run(failing(fault('busy', 700)))).toBeNull()
  clock.now = 699
  expect(await run()).toBeNull()
  clock.now = 700
  expect(await run(failing(fault('denied')))).toBeNull()
  clock.now = 1699
  expect(await run()).toBeNull()
  clock.now = 1700
  expect(await run()).toBe('a')
})

test('a short pause of all is waited for', async () => {
  const clock = performance
  const made = new ServerPool(['a'], { first: 5, most: 10, waited: 1e6 }, () => clock.now())
  let left = 3
  const done = await made.run(
    () => true,
    async () => {
      if (left-- > 0) throw fault('busy')
      return 'done'
    },
    () => {},
  )
  expect(done).toEqual({ result: 'done' })
})

test('one that lacks a network does not rest, and what is no fault of a server is passed on', async () => {
  const { run } = pool('a')
  const lacking = new Set<string>()
  const lack = async (server: string) => {
    lacking.add(server)
    throw fault('lacks')
  }
  expect(await run(lack, (server) => !lacking.has(server))).toBeNull()
  expect(await run()).toBe('a')
  await expect(run(() => Promise.reject(new Error('mine')))).rejects.toThrow('mine')
})
