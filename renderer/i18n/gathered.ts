import type { Texts } from './types.ts'

/** The texts of a language, of the files of its folder by their paths: a namespace each, but for `files`, a part of `app`. */
export function gathered<T>(found: Readonly<Record<string, Texts>>): T {
  const named = Object.entries(found).map(([path, texts]) => [path.slice(2, -3), texts] as const)
  const { app, files, ...rest } = Object.fromEntries(named)
  return { ...rest, app: { ...app, ...files } } as T
}
