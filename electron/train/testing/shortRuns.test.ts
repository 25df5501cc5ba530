import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writePictures } from './pictures.fixture.ts'
import { type ShortRun, shortRun, shortRuns } from './shortRuns.fixture.ts'

/*
 * Runs of before, which a change of the source is not to change: scripts/golden/shortRuns.ts. Processors round
 * differently, and a run carries that on, so what is asked here is less than what the script asks on one machine.
 */

const golden: Record<string, ShortRun> = JSON.parse(
  readFileSync(new URL('../../../tests/golden/train/shortRuns.json', import.meta.url), 'utf8'),
)

const root = mkdtempSync(join(tmpdir(), 'ganvas-short-runs-'))
beforeAll(() => writePictures(root))
afterAll(() => rmSync(root, { recursive: true }))

const off = (found: number, wanted: number) => Math.abs(found - wanted) / (Math.abs(wanted) + 1e-2)

test('no recipe is left out', () => expect(Object.keys(golden)).toEqual(shortRuns))

test.each(shortRuns)('20 steps of %s give the losses and the weights of before', async (name) => {
  const { losses, tensors } = await shortRun(name, root)
  const { losses: before, tensors: weights } = golden[name]!
  expect(losses).toHaveLength(before.length)
  for (const [step, expected] of before.entries()) {
    expect(Object.keys(losses[step]!), `step ${step + 1}`).toEqual(Object.keys(expected))
    for (const [loss, value] of Object.entries(expected))
      expect(off(losses[step]![loss]!, value), `${loss} of step ${step + 1}`).toBeLessThan(
        step < 3 ? 1e-4 : 1e-2,
      )
  }
  expect(Object.keys(tensors)).toEqual(Object.keys(weights))
  for (const [tensor, [, size]] of Object.entries(weights))
    expect(off(tensors[tensor]![1], size), tensor).toBeLessThan(1e-2)
})
