import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { LabData, LabSettings } from '../../contract/procedures/lab.ts'
import { onProcessor } from '../sessions/place.ts'
import { context } from './context.fixture.ts'
import { at, factsOf, openLab, picture, planOf, reaches, start } from './lab.fixture.ts'
import { createSketchHandlers } from './sketch.ts'

/* Generators, from pictures of which nothing, a class or a caption is said, to the model that Sketch draws with. */

const tiny: LabSettings['options'] = { size: 16, base: 2, latent: 4, average: 0.5 }

/** Twelve pictures of each of two kinds, in folders, under names that say the kind. */
async function kinds(): Promise<string> {
  for (const [n, kind] of ['apple', 'pear'].entries()) {
    await mkdir(at('kinds', kind), { recursive: true })
    for (let k = 0; k < 12; k++) await picture(at('kinds', kind, `${kind} ${k}.png`), 20, 20, 12 * n + k)
  }
  return at('kinds')
}

const sayings = ['nothing', 'classes', 'captions'] as const
const recipes = { nothing: 'dcgan', classes: 'cgan', captions: 'gancls' }

test.each(sayings)('pictures of which is said: %s', async (said) => {
  const lab = openLab(`drawn-${said}`)
  const data: LabData = { kind: 'drawn', folder: await kinds(), said }
  const { recipe, settings } = await lab['lab.recommend']({ data, from: null }, context())
  expect(recipe).toBe(recipes[said])
  // What is recommended can be looked at: the game has these options.
  const { examples } = await lab['lab.preview']({ plan: { data, from: null, settings } }, context())
  expect(examples).toHaveLength(10)
  expect([examples[0]!.input.width, examples[0]!.target]).toEqual([64, undefined])
  const told = new Set(examples.map((example) => example.said))
  expect(told).toEqual(said === 'nothing' ? new Set([undefined]) : new Set(['apple', 'pear']))
  expect(await lab['lab.check']({ data }, context())).toMatchObject({ count: 24, unusableCount: 0 })

  const { name } = await start(lab, `Drawn ${said}`, planOf(data, { steps: 3, batch: 4, options: tiny }))
  await reaches(lab, name, ({ state }) => state === 'done')
  expect((await lab['lab.sample']({ name }, context())).png.length).toBeGreaterThan(100)
  const { manifest } = await lab['lab.publish'](
    { name, which: 'latest', ...factsOf(`mine-${said}`) },
    context(),
  )
  expect(manifest).toMatchObject({ task: 'generate', training: { data: data.folder } })
  const words = manifest.generation!.condition?.words.map((word) => word.name)
  expect(words).toEqual(said === 'nothing' ? undefined : ['apple', 'pear'])
  const folders = {
    all: [at('bundled'), at('models')] as const,
    bundled: at('bundled'),
    own: () => at('models'),
  }
  const sketch = createSketchHandlers({ folders, place: onProcessor })
  const { pictures } = await sketch['sketch.sample'](
    { model: `mine-${said}`, first: 0, count: 2, seed: 1, words: said === 'nothing' ? {} : { pear: 1 } },
    context(),
  )
  expect([pictures.width, pictures.height]).toEqual([16, 32])
})

test('classes and captions that cannot be learned are said before a training begins', async () => {
  const lab = openLab('drawn-wrong')
  await mkdir(at('alone', 'only'), { recursive: true })
  for (let k = 0; k < 4; k++) await picture(at('alone', 'only', `p${k}.png`), 20, 20, k)
  const check = (folder: string, said: (typeof sayings)[number]) =>
    lab['lab.check']({ data: { kind: 'drawn', folder, said } }, context())
  await expect(check(at('alone'), 'classes')).rejects.toThrow(/only/)
  // Their names have digits alone, beside one letter that is the same for all.
  await expect(check(at('alone'), 'captions')).rejects.toMatchObject({ code: 'invalid-input' })
  await writeFile(at('alone', 'only', 'p9.txt'), 'a pear')
  await expect(check(at('alone'), 'captions')).rejects.toThrow(/p9/)
  await expect(check(at('nowhere'), 'nothing')).rejects.toMatchObject({ code: 'not-found' })
})

const others = {
  mrgan: { latent: 4, criticBase: 2 },
  ebgan: { code: 4 },
  began: { code: 4, gamma: 0.7 },
} as const

test.each(['mrgan', 'ebgan', 'began'] as const)(
  'pictures that are drawn by another game: %s',
  async (game) => {
    const lab = openLab(`game-${game}`)
    const data: LabData = { kind: 'drawn', folder: await kinds(), said: 'nothing', game }
    const { recipe, settings } = await lab['lab.recommend']({ data, from: null }, context())
    expect(recipe).toBe(game)
    expect(
      (await lab['lab.preview']({ plan: { data, from: null, settings } }, context())).examples,
    ).toHaveLength(10)
    const options = { size: 16, base: 2, average: 0.5, ...others[game] }
    const { name } = await start(lab, game, planOf(data, { steps: 3, batch: 4, options }))
    await reaches(lab, name, ({ state }) => state === 'done')
    const { manifest, folder } = await lab['lab.publish'](
      { name, which: 'latest', ...factsOf(game) },
      context(),
    )
    expect(manifest.generation!.latent.prior).toBe(game === 'began' ? 'uniform' : 'normal')
    expect(await readFile(join(folder, 'CARD.md'), 'utf8')).toContain('(samples.png)')
    expect((await readFile(join(folder, 'samples.png'))).length).toBeGreaterThan(100)
  },
)

test.each(['discogan', 'dualgan'] as const)('two kinds of pictures by another game: %s', async (game) => {
  const lab = openLab(`game-${game}`)
  const folder = await kinds()
  const data: LabData = { kind: 'unpaired', a: join(folder, 'apple'), b: join(folder, 'pear'), game }
  const { recipe, settings } = await lab['lab.recommend']({ data, from: null }, context())
  expect(recipe).toBe(game)
  expect(
    (await lab['lab.preview']({ plan: { data, from: null, settings } }, context())).examples,
  ).toHaveLength(10)
  const own = game === 'dualgan' ? { depth: 3, patch: 16, cycleWeight: 30 } : {}
  const options = { size: 16, base: 2, average: 0.5, ...own }
  const { name } = await start(lab, game, planOf(data, { steps: 3, batch: 2, options }))
  await reaches(lab, name, ({ state }) => state === 'done')
  const trial = { name, which: 'latest' as const, trial: true, ...factsOf(`trial-${game}`) }
  const directions = { forward: { en: 'there', 'zh-CN': 'there' }, reverse: { en: 'back', 'zh-CN': 'back' } }
  const { manifest } = await lab['lab.publish']({ ...trial, directions }, context())
  expect(manifest).toMatchObject({ task: 'translate', recipe: { name: game } })
  // On trial, it is a model, and the run is not published.
  expect((await lab['lab.list']({}, context())).runs[0]!.published).toBeNull()
})
