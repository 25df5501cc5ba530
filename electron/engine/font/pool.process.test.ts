import { expect, test } from 'vitest'
import { asItIs } from '../../tools/font/make/shape.ts'
import { BOLDENING_MODEL, boldeningManifestOf, boldeningNetwork } from '../models/model.fixture.ts'
import { onProcessor } from '../sessions/place.ts'
import { smallDesign, writeTrueType } from './font.fixture.ts'
import { FontPool } from './pool.ts'

const never = new AbortController().signal

async function openPool(): Promise<FontPool> {
  const network = boldeningNetwork()
  const { font } = boldeningManifestOf(network)
  const model = { id: BOLDENING_MODEL, font: font!, network, place: await onProcessor(BOLDENING_MODEL) }
  const source = { path: 'small.ttf', face: 0, axes: {} }
  return new FontPool({ source, bytes: writeTrueType(smallDesign()), models: [model] }, 2)
}

const drawn = (pool: FontPool) =>
  pool.share([{ character: 0x4e00, form: false, mixture: { bold: 1 } }], (thread, wanted) =>
    thread.call('fields', { wanted, shape: asItIs }, { signal: never }),
  )

test('styles that were made ready draw what they draw otherwise, and what is asked meanwhile is answered', async () => {
  const [ready, fresh] = [await openPool(), await openPool()]
  try {
    const preparing = ready.prepare()
    const meanwhile = await drawn(ready)
    await preparing
    expect(meanwhile).toHaveLength(1)
    expect(await drawn(ready)).toEqual(meanwhile)
    expect(await drawn(fresh)).toEqual(meanwhile)
  } finally {
    await Promise.all([ready.end(), fresh.end()])
  }
  // Threads that are gone are nobody's failure.
  await ready.prepare()
})
