import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { damage } from './damage.ts'
import { kills } from './kills.ts'

// A few of what `npm run endure` does by the thousand; how long it takes is that command's to say.
test.each([
  ['damage', damage, 90],
  ['kills', kills, 4],
] as const)(
  'nothing is hurt by a few rounds of %s',
  async (_, trial, count) => {
    const folder = await mkdtemp(join(tmpdir(), 'ganvas-endure-'))
    try {
      const { faults } = await trial.run({ folder, count, seed: 2 })
      expect(faults).toEqual([])
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  },
  600_000,
)
