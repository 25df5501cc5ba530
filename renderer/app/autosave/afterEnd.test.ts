import { expect, it } from 'vitest'
import type { RecoveryEntry } from '../../../electron/contract/procedures/recovery.ts'
import { afterEnd } from './afterEnd.ts'

const live = (document: string, file: string | null = `/${document}.png`) => ({ document, file })
const copy = (documentId: string): RecoveryEntry => ({ documentId, name: documentId, savedAt: 1 })

it('keeps the order of the tabs and what was in front', () => {
  const page = { documents: [live('a'), live('b'), live('c')], front: 1 }
  expect(afterEnd([page], [], [])).toEqual(page)
  expect(afterEnd([page], [copy('c')], [copy('c')])).toEqual(page)
})

it('leaves out a document whose changes the user does not want, or not now', () => {
  const page = { documents: [live('a'), live('b'), live('c')], front: 2 }
  expect(afterEnd([page], [copy('a'), copy('b')], [copy('b')])).toEqual({
    documents: [live('b'), live('c')],
    front: 1,
  })
  expect(afterEnd([page], [copy('c')], []).front).toBe(0)
})

it('adds chosen copies of which no page told, and opens what two pages had open once', () => {
  const pages = [
    { documents: [live('a'), live('b')], front: 1 },
    { documents: [live('b'), live('c')], front: 1 },
  ]
  expect(afterEnd(pages, [copy('x')], [copy('x')])).toEqual({
    documents: [live('a'), live('b'), live('c'), live('x', null)],
    front: 1,
  })
  expect(afterEnd([], [], [])).toEqual({ documents: [], front: 0 })
})
