import { useCallback, useEffect, useState } from 'react'
import type { Output } from '../../../electron/contract/define.ts'
import type { EngineContract } from '../../../electron/contract/engine.ts'
import { engine } from '../connection.ts'
import { reasonOf } from '../failures.ts'

export type Listing = Output<EngineContract, 'folders.list'>

/** One request to list a folder. Another object for the same path lists it anew. */
interface Request {
  readonly path: string
}

export interface ShownFolder {
  /** The last folder that could be listed; it stays while another is asked for, and when that fails. */
  readonly listing: Listing | null
  /** What was asked for last is not answered yet: `listing`, if any, is of a folder that is being left. */
  readonly loading: boolean
  /** Why what was asked for last cannot be listed; empty when it is, and while it is not known yet. */
  readonly problem: string
  /** What was asked for last: as the engine spells it once it is listed, as it was asked for until then. */
  readonly path: string
  go(path: string): void
}

/** Folders of the engine's machine, one at a time, beginning at `start`; an empty path is where the engine begins. */
export function useFolder(start: string): ShownFolder {
  const [listing, setListing] = useState<Listing | null>(null)
  const [request, setRequest] = useState<Request>({ path: start })
  const [answer, setAnswer] = useState<{ request: Request; problem: string } | null>(null)
  useEffect(() => {
    let current = true
    engine.call('folders.list', { path: request.path }).then(
      (found) => {
        if (!current) return
        setListing(found)
        setAnswer({ request, problem: '' })
      },
      (thrown) => {
        if (!current) return
        // The remembered folder is gone: the engine knows where to start.
        if (request.path !== '' && request.path === start) setRequest({ path: '' })
        else setAnswer({ request, problem: reasonOf(thrown) })
      },
    )
    return () => {
      current = false
    }
  }, [request, start])
  const loading = answer?.request !== request
  const problem = loading ? '' : answer.problem
  const path = loading || problem !== '' ? request.path : (listing?.path ?? '')
  const go = useCallback((next: string) => setRequest({ path: next }), [])
  return { listing, loading, problem, path, go }
}
