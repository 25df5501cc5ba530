import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const renderer = join(import.meta.dirname, '..')
const files = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.css'),
)

/** What a file says of blocks themselves: `.menu {` and not `.menu__entry {` or `.dialog .menu {`. */
const blocksOf = (css: string) => [...css.matchAll(/^\.([a-z0-9-]+) \{/gm)].map(([, block]) => block!)

test('a block of the styles belongs to one file: styles of one name would mix all over the page', () => {
  expect(files.length).toBeGreaterThan(20)
  const homes = new Map<string, Set<string>>()
  for (const file of files)
    for (const block of blocksOf(readFileSync(join(renderer, file), 'utf8')))
      homes.set(block, (homes.get(block) ?? new Set()).add(file))
  expect([...homes].filter(([, where]) => where.size > 1).map(([block, where]) => [block, ...where])).toEqual(
    [],
  )
})
