import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkLayers, tooLong } from './layers.mjs'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ganvas-layers-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function check(file: string, source: string): string[] {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), source)
  return checkLayers(root).violations
}

describe('the layer check', () => {
  it.each([
    [
      'renderer/app/a.tsx',
      "import { x } from '../../electron/engine/queue.ts'",
      'electron/engine/queue.ts (engine)',
    ],
    ['renderer/a.ts', "import type { X } from '../electron/tools/blend/x.ts'", '(tools)'],
    ['renderer/a.ts', "import { readFileSync } from 'node:fs'", 'node:fs'],
    ['renderer/a.ts', "import fs from 'fs/promises'", 'node:fs/promises'],
    ['renderer/a.ts', "export * from 'electron'", 'electron'],
    ['renderer/a.ts', "const sharp = await import('sharp')", 'sharp'],
    [
      'electron/engine/lab/a.ts',
      "import { x } from '../procedures/lab.ts'",
      'electron/engine/procedures/lab.ts (engine/procedures)',
    ],
    ['renderer/a.ts', "import { run } from '../scripts/run.mjs'", 'scripts/run.mjs (outside the layers)'],
    ['electron/contract/a.ts', "import { cpus } from 'node:os'", 'node:os'],
    ['electron/contract/a.ts', "import { useState } from 'react'", 'react'],
    ['electron/imaging/a.ts', "import { x } from '../tools/blend/x.ts'", '(tools)'],
    ['electron/tools/blend/a.ts', "import { x } from '../../engine/queue.ts'", '(engine)'],
    ['electron/tools/font/a.ts', "import { x } from '../blend/x.ts'", 'electron/tools/blend/x.ts (tools)'],
    ['electron/tools/networks/a.ts', "import { x } from '../blend/x.ts'", '(tools)'],
    ['electron/engine/a.ts', "import { x } from '../shell/supervisor.ts'", '(shells)'],
    ['electron/engine/a.ts', "import { app } from 'electron'", 'electron'],
    ['electron/engine/a.ts', "import { Tensor } from 'onnxruntime-node'", 'onnxruntime-node'],
    ['electron/train/a.ts', "import type { Tensor } from 'onnxruntime-node'", 'onnxruntime-node'],
    ['electron/main.ts', "import { x } from './imaging/x.ts'", '(imaging)'],
    ['electron/main.ts', "import { x } from '../renderer/x.ts'", '(renderer)'],
    ['renderer/canvas/a.ts', "import { x } from '../app/x.ts'", '(renderer/app)'],
    ['renderer/app/a.ts', "import type { X } from '../panels/x.ts'", '(renderer/panels)'],
    ['renderer/tools/lab/a.ts', "import { x } from '../../frame/x.ts'", '(renderer/frame)'],
  ])('refuses in %s: %s', (file, source, names) => {
    const [violation] = check(file, `\n${source}\n`)
    expect(violation).toContain(`${file}:2 may not import`)
    expect(violation).toContain(names)
    expect(violation).toContain('CONTRIBUTING.md')
  })

  it.each([
    ['renderer/app/a.tsx', "import { x } from '../../electron/contract/engine.ts'; const a = <b />"],
    ['renderer/a.ts', "import { x } from './b.ts'; import 'react'"],
    ['renderer/a.test.ts', "import { readFileSync } from 'node:fs'"],
    ['electron/engine/a.ts', "import { x } from '../tools/blend/x.ts'; import 'node:fs'; import 'sharp'"],
    ['electron/tools/font/a.ts', "import { x } from '../networks/x.ts'; import { y } from './y.ts'"],
    ['electron/engine/a.ts', "import type { ParentPort } from 'electron'"],
    ['electron/engine/models/a.test.ts', "import { x } from '../procedures/models.ts'"],
    ['electron/engine/sessions/a.ts', "import { Tensor } from 'onnxruntime-node'"],
    ['electron/train/a.test.ts', "import { openOn } from '../engine/sessions/runtime.ts'"],
    ['electron/main.ts', "import { app } from 'electron'; import { x } from './engine/paths.ts'"],
    ['electron/a.ts', "// import { x } from '../renderer/x.ts'\nconst s = \"import 'react'\""],
  ])('allows in %s: %s', (file, source) => {
    expect(check(file, source)).toEqual([])
  })

  it('names the files of a circle, by types too, and no others', () => {
    check('renderer/ui/a.ts', "import { b } from './b.ts'")
    check('renderer/ui/b.ts', "import type { C } from './c.ts'")
    check('renderer/ui/lone.ts', "import { a } from './a.ts'")
    expect(check('renderer/ui/c.ts', "export { a } from './a.ts'")).toEqual([
      'renderer/ui/a.ts, renderer/ui/b.ts, renderer/ui/c.ts import each other in a circle: move what they share. See "Layers" in CONTRIBUTING.md.',
    ])
    expect(check('renderer/ui/c.ts', "import { lone } from './other.ts'")).toEqual([])
  })

  it('names the folders of a layer that import each other in a circle, though no files do', () => {
    check('electron/contract/ids.ts', 'export const id = 1')
    check('electron/contract/procedures/files.ts', "import { Layer } from '../document/layer.ts'")
    check('electron/contract/procedures/models.ts', "import { id } from '../ids.ts'")
    check('electron/contract/tools/a.ts', "import { b } from './b.ts'; import '../procedures/models.ts'")
    expect(check('electron/contract/document/layer.ts', "import { a } from '../tools/a.ts'")).toEqual([
      'electron/contract/document, electron/contract/procedures, electron/contract/tools import each other in a circle: move what they share. See "Layers" in CONTRIBUTING.md.',
    ])
    expect(
      check('electron/contract/tools/a.ts', "import { b } from './b.ts'; import { id } from '../ids.ts'"),
    ).toEqual([])
  })

  it('stops at a file that it cannot read as source', () => {
    expect(() => check('renderer/a.ts', 'import { from')).toThrow('renderer/a.ts cannot be parsed')
  })

  it('fails when it saw no files, or a place that it names is gone', () => {
    for (const file of ['layers.mjs', 'lib/imports.mjs'])
      cpSync(fileURLToPath(new URL(file, import.meta.url)), join(root, 'scripts', file))
    writeFileSync(join(root, 'package.json'), '{"type":"module"}')
    mkdirSync(join(root, 'node_modules/vite'), { recursive: true })
    writeFileSync(join(root, 'node_modules/vite/package.json'), '{"type":"module","main":"index.js"}')
    writeFileSync(join(root, 'node_modules/vite/index.js'), 'export const parseSync = () => {}')
    const { status, stderr } = spawnSync(process.execPath, ['scripts/layers.mjs'], {
      cwd: root,
      encoding: 'utf8',
    })
    expect(stderr).toContain('No file of engine/procedures was found')
    expect(stderr).toContain('electron/engine/sessions/ is gone')
    expect(stderr).toContain('electron/tools/networks is gone')
    expect(stderr).toContain('electron/graph/operator.ts is gone')
    expect(status).toBe(1)
  })
})

describe('the length of files', () => {
  it('is 300 lines at most, in tests too', () => {
    const write = (file: string, lines: number) => {
      mkdirSync(dirname(join(root, file)), { recursive: true })
      writeFileSync(join(root, file), 'let x = 0\n'.repeat(lines))
    }
    write('electron/graph/a.ts', 300)
    write('tests/e2e/a.spec.ts', 301)
    expect(tooLong(root)).toEqual([
      'tests/e2e/a.spec.ts has 301 lines, and 300 is the most: take it apart by what it does.',
    ])
  })
})
