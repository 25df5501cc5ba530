import { useState } from 'react'
import { type ShownFolder, useFolder } from './useFolder.ts'

export interface TypedFolder extends ShownFolder {
  /** What the field of the path says; null: nothing was typed since the last folder was asked for. */
  readonly typed: string | null
  type(path: string): void
  /** The folder that the field names is listed, and nothing else is typed. */
  readonly listed: boolean
}

/** As `useFolder`, with a field in which a path can be typed. */
export function useTypedFolder(start: string): TypedFolder {
  const folder = useFolder(start)
  const [typed, type] = useState<string | null>(null)
  const { loading, problem, path, go } = folder
  return {
    ...folder,
    typed,
    type,
    listed: !loading && problem === '' && (typed === null || typed.trim() === path),
    go(next) {
      type(null)
      go(next)
    },
  }
}
