import { join } from 'node:path'
import { expect, test } from 'vitest'
import { defaultSketchSettings } from '../../contract/document/index.ts'
import { applicationFolder } from '../paths.ts'
import { onProcessor } from '../sessions/place.ts'
import { openGenerator } from '../sketch/generator.ts'
import { sketchThread } from '../sketch/sessions.ts'

test('a thread is ended amid a run of a network, and the process goes on', async () => {
  const id = 'sketch-clothes-64'
  const generator = await openGenerator(join(applicationFolder, 'models'), id)
  for (let time = 0; time < 8; time++) {
    const thread = sketchThread(generator, await onProcessor(id))
    await thread.call('start', { candidates: 8, seed: time, words: {}, from: undefined })
    const searched = thread.call('update', {
      strokes: { handles: [] },
      words: {},
      chosen: undefined,
      settings: { ...defaultSketchSettings, iterations: 500 },
    })
    const failed = expect(searched).rejects.toMatchObject({ code: 'internal' })
    // Any moment does: nearly all of the time a network runs.
    await new Promise((resolve) => setTimeout(resolve, 40 * time))
    await thread.end()
    await failed
    expect(thread.ended).toBe(true)
  }
})
