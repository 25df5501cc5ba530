import * as fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Live } from '../../contract/procedures/recovery.ts'
import { Claims } from '../ownership/claims.ts'
import { createPageHandlers } from './pages.ts'

let dataFolder: string
beforeEach(async () => {
  dataFolder = await fs.mkdtemp(join(tmpdir(), 'ganvas-pages-'))
})
afterEach(() => fs.rm(dataFolder, { recursive: true }))

const studio = () => createPageHandlers({ dataFolder, claims: new Claims() })
type Studio = ReturnType<typeof studio>

/** A page's connection to a studio. */
function connect({ handlers }: Studio) {
  const wire = new AbortController()
  const context = { signal: wire.signal, closed: wire.signal, emit: () => {} }
  return {
    remember: async (page: string, live: Live) => handlers['recovery.remember']({ page, ...live }, context),
    ended: async () => (await handlers['recovery.ended']({}, context)).pages,
    /** As the wire of a page that is killed. */
    cut: () => wire.abort(),
  }
}

const open = (...files: string[]): Live => ({
  documents: files.map((file) => ({ document: `of-${file.replace(/\W/g, '')}`, file })),
  front: files.length - 1,
})
const nothing: Live = { documents: [], front: -1 }
const left = () => fs.readdir(join(dataFolder, 'pages')).catch(() => [])

it('tells once what a page had open last that ended without a word', async () => {
  const one = studio()
  const page = connect(one)
  await page.remember('a', open('/1.png'))
  await page.remember('a', open('/1.png', '/2.png'))
  page.cut()
  const next = connect(one)
  await expect.poll(() => next.ended()).toEqual([open('/1.png', '/2.png')])
  expect(await next.ended()).toEqual([])
  expect(await left()).toEqual([])
})

it('tells of a page whose studio was killed with it, and of several the latest first', async () => {
  for (const name of ['a', 'b']) {
    await connect(studio()).remember(name, open(`/${name}.png`))
    // Of a process that is no more: nobody listens there.
    await fs.writeFile(join(dataFolder, 'pages', name, 'owner'), join(dataFolder, 'none.sock'))
    const at = new Date(name === 'a' ? 1000 : 2000)
    await fs.utimes(join(dataFolder, 'pages', name, 'open.json'), at, at)
  }
  expect(await connect(studio()).ended()).toEqual([open('/b.png'), open('/a.png')])
})

it('tells nothing of pages that live, of this process or of another, nor a page of itself', async () => {
  const one = studio()
  const page = connect(one)
  await page.remember('a', open('/1.png'))
  expect(await page.ended()).toEqual([])
  expect(await connect(one).ended()).toEqual([])
  expect(await connect(studio()).ended()).toEqual([])
  await expect(connect(one).remember('a', open('/2.png'))).rejects.toMatchObject({ code: 'unavailable' })
})

it('tells nothing of a page that was closed, or whose studio was', async () => {
  const one = studio()
  const [closed, quit] = [connect(one), connect(one)]
  await closed.remember('a', open('/1.png'))
  await quit.remember('b', open('/2.png'))
  // The word and the end of the wire come in one breath.
  const last = closed.remember('a', nothing)
  closed.cut()
  await last
  expect(await left()).toEqual(['b'])
  await one.forget()
  expect(await left()).toEqual([])
})

it('keeps what a page had open that was killed before its studio was closed', async () => {
  const one = studio()
  const killed = connect(one)
  await killed.remember('a', open('/1.png'))
  killed.cut()
  await one.forget()
  await expect.poll(() => connect(studio()).ended()).toEqual([open('/1.png')])
})

it('passes over a list that is damaged', async () => {
  const one = studio()
  const page = connect(one)
  await page.remember('a', open('/1.png'))
  await fs.writeFile(join(dataFolder, 'pages', 'a', 'open.json'), '{"documents":')
  page.cut()
  const next = connect(one)
  const endedAndLeft = async () => [await next.ended(), await left()]
  await expect.poll(endedAndLeft).toEqual([[], []])
})
