import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { LabData } from '../../contract/procedures/lab.ts'
import { context } from './context.fixture.ts'
import {
  at,
  folderOf,
  openLab,
  picture,
  pictures,
  planOf,
  reaches,
  runNamed,
  small,
  start,
} from './lab.fixture.ts'

test('pairs are shown before training, and a step is measured', async () => {
  const lab = openLab('look')
  const other = await folderOf('other', 12)
  const strips = await folderOf('strips', 12, 64, 32)
  const all: LabData[] = [
    pictures,
    { kind: 'pictures', folder: at('pictures'), pairing: 'holes' },
    { kind: 'strips', folder: strips, inputOn: 'right' },
    { kind: 'matched', input: at('pictures'), target: other },
    { kind: 'unpaired', a: at('pictures'), b: other },
  ]
  for (const data of all) {
    const options = data.kind === 'unpaired' ? { size: 16, blocks: 1, base: 2, patch: 16 } : small
    const { examples: pairs } = await lab['lab.preview']({ plan: planOf(data, { options }) }, context())
    expect(pairs, data.kind).toHaveLength(10)
    for (const { input, target } of pairs)
      expect([input.width, input.height, target?.width, target?.height], data.kind).toEqual([16, 16, 16, 16])
  }
  const { examples } = await lab['lab.pairings']({}, context())
  expect(examples.map(({ pairing }) => pairing)).toEqual([
    'edges',
    'edges-hints',
    'gray',
    'gray-hints',
    'flat',
    'low-resolution',
    'holes',
  ])

  const estimate = await lab['lab.estimate'](
    { plan: planOf(all[4]!, { options: { size: 16, blocks: 1, base: 2, patch: 16 } }) },
    context(),
  )
  expect(estimate.measuredSteps).toBeGreaterThanOrEqual(4)
  expect(estimate.seconds).toBeCloseTo(1.08 * 80 * estimate.secondsPerStep, 6)
  expect(estimate.memoryBytes).toBeGreaterThan(1e6)
  const cancelled = context()
  const measuring = lab['lab.estimate']({ plan: planOf(pictures) }, cancelled)
  cancelled.controller.abort()
  await expect(measuring).rejects.toMatchObject({ name: 'AbortError' })
})

test('what cannot be trained on says why before any training begins', async () => {
  const lab = openLab('bad')
  const check = (data: LabData) => lab['lab.check']({ data }, context())
  const plain = (folder: string): LabData => ({ kind: 'pictures', folder, pairing: 'edges' })
  const cases: [LabData, string][] = [
    [plain(at('nowhere')), 'files.folderMissing'],
    [plain(await folderOf('empty', 0)), 'lab.noPictures'],
    [plain(await folderOf('one', 1)), 'lab.onePicture'],
    [{ kind: 'strips', folder: await folderOf('odd', 3, 41, 20), inputOn: 'left' }, 'lab.noneUsable'],
    [{ kind: 'matched', input: at('pictures'), target: at('one') }, 'lab.onePicture'],
    [{ kind: 'unpaired', a: at('pictures'), b: at('empty') }, 'lab.noPictures'],
  ]
  await mkdir(at('others'))
  await picture(at('others', 'q.png'))
  cases.push([{ kind: 'matched', input: at('pictures'), target: at('others') }, 'lab.noPairs'])
  for (const [data, key] of cases)
    await expect(check(data), key).rejects.toMatchObject({ data: { key: `errors:${key}` } })
  await expect(start(lab, 'bad', planOf(plain(at('empty'))))).rejects.toMatchObject({
    data: { key: 'errors:lab.noPictures' },
  })
  const unknown = planOf(pictures, { options: { ...small, depht: 4 } })
  await expect(start(lab, 'bad', unknown)).rejects.toThrow(/no option "depht"/)
  expect((await lab['lab.list']({}, context())).runs).toEqual([])
})

test('pictures that cannot be used are listed with the reason, and counted', async () => {
  const lab = openLab('listed')
  const input = await folderOf('mixed', 12)
  const target = await folderOf('mixedTarget', 11)
  await picture(join(target, 'p3.png'), 20, 20)
  const bytes = await readFile(join(input, 'p5.png'))
  await writeFile(join(input, 'p5.png'), bytes.subarray(0, bytes.length / 2))
  await writeFile(join(input, 'p6.png'), 'no picture')
  const report = await lab['lab.check']({ data: { kind: 'matched', input, target } }, context())
  expect(report).toMatchObject({ count: 11, opened: 11, unusableCount: 4, shortestSide: 32 })
  const faults = Object.fromEntries(
    report.unusable.map(({ file, reason }) => [file.slice(input.length + 1), reason.key]),
  )
  expect(faults).toEqual({
    'p11.png': 'errors:labFaults.alone',
    'p3.png': 'errors:labFaults.unequal',
    'p5.png': 'errors:files.damaged',
    'p6.png': 'errors:files.plainText',
  })
  // What is broken or alone is left out of the training too.
  const { name } = await start(lab, 'mixed', planOf({ kind: 'matched', input, target }, { steps: 6 }))
  await reaches(lab, name, ({ state }) => state === 'done')
  const { notices } = await runNamed(lab, name)
  for (const file of ['p3.png', 'p5.png', 'p6.png'])
    expect(notices.some((notice) => JSON.stringify(notice).includes(file))).toBe(true)
  await cp(input, at('mixedOdd'), { recursive: true })
  await picture(at('mixedOdd', 'p1.png'), 41, 20)
  const strips = await lab['lab.check'](
    { data: { kind: 'strips', folder: at('mixedOdd'), inputOn: 'left' } },
    context(),
  )
  expect(strips.unusable.find(({ file }) => file.endsWith('p1.png'))?.reason).toMatchObject({
    key: 'errors:labFaults.oddWidth',
    width: 41,
  })
})
