import { afterEach, expect, test } from 'vitest'
import {
  addDocument,
  currentSession,
  followEachDocument,
  followSession,
  isStillOpen,
  moveDocument,
  openDocuments,
  removeDocument,
  showDocument,
} from './current.ts'
import { gradient, sessionOf } from './testing/sessions.fixture.ts'

const documents = () => {
  const sessions = ['a', 'b', 'c', 'd'].map(() => sessionOf(4, 4, [gradient(4, 4)]).session)
  const nameOf = (session: unknown) => 'abcd'[sessions.indexOf(session as (typeof sessions)[0])] ?? '-'
  const tabs = () => {
    const { sessions: open, front } = openDocuments.getState()
    return `${open.map(nameOf).join('')} ${nameOf(front)}`
  }
  const [a, b, c, d] = sessions
  return { a: a!, b: b!, c: c!, d: d!, nameOf, tabs }
}

afterEach(() => {
  for (const session of openDocuments.getState().sessions) removeDocument(session)
})

test('a document opens as the last, in front or behind', () => {
  const { a, b, c, d, tabs } = documents()
  addDocument(a)
  addDocument(b)
  showDocument(a)
  addDocument(c)
  expect(tabs()).toBe('abc c')
  addDocument(d, { behind: true })
  expect(tabs()).toBe('abcd c')
  moveDocument(d, 0)
  expect(tabs()).toBe('dabc c')
})

test('the first document is in front, even where it was to open behind', () => {
  const { a, tabs } = documents()
  addDocument(a, { behind: true })
  expect(tabs()).toBe('a a')
})

test('closing the one in front shows the next, then the last, then none', () => {
  const { a, b, c, tabs } = documents()
  for (const session of [a, b, c]) addDocument(session)
  showDocument(b)
  removeDocument(b)
  expect(tabs()).toBe('ac c')
  removeDocument(c)
  expect(tabs()).toBe('a a')
  removeDocument(a)
  expect(tabs()).toBe(' -')
  expect(currentSession().data.root).toEqual([])
})

test('closing one behind leaves the front, and frees its pixels', () => {
  const { a, b, tabs } = documents()
  addDocument(a)
  addDocument(b)
  removeDocument(a)
  expect(tabs()).toBe('b b')
  expect(isStillOpen(a)).toBe(false)
  expect(a.rasters.bytes).toBe(0)
  expect(b.rasters.bytes).toBeGreaterThan(0)
  showDocument(a)
  moveDocument(a, 0)
  expect(tabs()).toBe('b b')
})

test('follows the document in front, one at a time', () => {
  const { a, b, nameOf } = documents()
  const heard: string[] = []
  const stop = followSession((session) => {
    heard.push(`follow ${nameOf(session)}`)
    return () => heard.push(`leave ${nameOf(session)}`)
  })
  addDocument(a)
  addDocument(b, { behind: true })
  showDocument(b)
  showDocument(b)
  stop()
  showDocument(a)
  expect(heard).toEqual(['follow -', 'leave -', 'follow a', 'leave a', 'follow b', 'leave b'])
})

test('follows every document from when it is opened until it is closed', () => {
  const { a, b, nameOf } = documents()
  const heard: string[] = []
  addDocument(a)
  const stop = followEachDocument((session) => {
    heard.push(`follow ${nameOf(session)}`)
    return () => heard.push(`leave ${nameOf(session)}`)
  })
  addDocument(b)
  showDocument(a)
  moveDocument(b, 0)
  removeDocument(a)
  stop()
  expect(heard).toEqual(['follow a', 'follow b', 'leave a', 'leave b'])
})
