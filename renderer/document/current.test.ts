import { expect, it } from 'vitest'
import { currentSession, followSession, replaceSession } from './current.ts'
import { sessionOf } from './testing/sessions.fixture.ts'

it('follows the session that is open, and each that replaces it, one at a time', () => {
  const [first, second] = [currentSession(), sessionOf(4, 4, []).session]
  const heard: string[] = []
  const nameOf = (session: unknown) => (session === first ? 'first' : 'second')
  const stop = followSession((session) => {
    heard.push(`follow ${nameOf(session)}`)
    return () => heard.push(`leave ${nameOf(session)}`)
  })
  replaceSession(second)
  stop()
  replaceSession(first)
  expect(heard).toEqual(['follow first', 'leave first', 'follow second', 'leave second'])
})
