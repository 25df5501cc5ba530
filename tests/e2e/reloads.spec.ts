import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { reloads } from '../../scripts/endure/reloads.ts'

// A few of what `npm run endure -- reloads` does a hundred times.
test('what is said to be kept is there after the page is reloaded while somebody paints', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ganvas-endure-'))
  try {
    const { faults } = await reloads.run({ folder, count: 4, seed: 5 })
    expect(faults).toEqual([])
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
})
