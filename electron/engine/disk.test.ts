import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readWhole, removeHalfWritten, type WritingFs, writeAtomically } from './disk.ts'

let folder: string
beforeEach(async () => {
  folder = await fs.mkdtemp(join(tmpdir(), 'ganvas-disk-'))
})
afterEach(() => fs.rm(folder, { recursive: true, force: true }))

const old = new TextEncoder().encode('old')
const parts = [new TextEncoder().encode('new '), new TextEncoder().encode('content')]
const overwrite = { overwrite: true }

/** A disk that refuses one operation. Writing fails once the file is open, as a full disk does. */
function refusing(operation: keyof WritingFs | 'write' | 'sync', code: string): WritingFs {
  const refuse = async () => {
    throw Object.assign(new Error(`${code}: refused`), { code })
  }
  if (operation !== 'write' && operation !== 'sync') return { ...fs, [operation]: refuse }
  const open: typeof fs.open = async (...args) => {
    const handle = await fs.open(...args)
    if (args[1] === 'wx') Object.assign(handle, { [operation === 'write' ? 'writeFile' : 'sync']: refuse })
    return handle
  }
  return { ...fs, open }
}

/** Runs with a file system of its own; needs root on Linux. */
async function mounted(options: string, run: (path: string) => Promise<void>): Promise<void> {
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder])
  try {
    await run(join(folder, 'a.png'))
  } finally {
    execFileSync('umount', [folder])
  }
}

function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe('writing', () => {
  it('makes a new file, and replaces one when told to', async () => {
    const path = join(folder, 'a.png')
    expect(await writeAtomically(path, parts, { overwrite: false })).toBe(11)
    expect(await fs.readFile(path, 'utf8')).toBe('new content')
    await writeAtomically(path, [old], overwrite)
    expect(await fs.readFile(path, 'utf8')).toBe('old')
    expect(await fs.readdir(folder)).toEqual(['a.png'])
  })

  it('does not replace a file unasked', async () => {
    const path = join(folder, 'a.png')
    await fs.writeFile(path, old)
    await expect(writeAtomically(path, parts, { overwrite: false })).rejects.toMatchObject({
      code: 'exists',
      message: `${path} is already there. Choose another name, or replace it.`,
    })
    expect(await fs.readFile(path, 'utf8')).toBe('old')
  })

  it('does not replace a file that appears while writing', async () => {
    const path = join(folder, 'a.png')
    const racing: WritingFs = {
      ...fs,
      link: async (from, to) => {
        await fs.writeFile(path, old)
        return fs.link(from, to)
      },
    }
    await expect(writeAtomically(path, parts, { overwrite: false, files: racing })).rejects.toMatchObject({
      code: 'exists',
    })
    expect(await fs.readFile(path, 'utf8')).toBe('old')
    expect(await fs.readdir(folder)).toEqual(['a.png'])
  })

  it('works on disks without links', async () => {
    const path = join(folder, 'a.png')
    await writeAtomically(path, parts, { overwrite: false, files: refusing('link', 'EPERM') })
    expect(await fs.readFile(path, 'utf8')).toBe('new content')
    expect(await fs.readdir(folder)).toEqual(['a.png'])
  })

  it.skipIf(process.platform === 'win32')(
    'follows a link to the file it means, and keeps its mode',
    async () => {
      const path = join(folder, 'real.png')
      await fs.writeFile(path, old, { mode: 0o600 })
      await fs.symlink(path, join(folder, 'link.png'))
      await writeAtomically(join(folder, 'link.png'), parts, overwrite)
      expect(await fs.readFile(path, 'utf8')).toBe('new content')
      expect((await fs.lstat(join(folder, 'link.png'))).isSymbolicLink()).toBe(true)
      expect((await fs.stat(path)).mode & 0o777).toBe(0o600)
    },
  )

  it.each([
    ['write', 'ENOSPC', /the disk is full\. Free some space/],
    ['sync', 'EIO', /the disk reports a fault/],
    ['sync', 'EDQUOT', /your share of the disk is used up/],
    ['open', 'EROFS', /the disk is read-only\. Choose another folder/],
    ['open', 'EACCES', /permission is denied/],
    ['rename', 'EXDEV', /EXDEV/],
    ['rename', 'EPERM', /the system does not permit it/],
  ] as const)('keeps the old file and no other when %s fails with %s', async (operation, code, message) => {
    const path = join(folder, 'a.png')
    await fs.writeFile(path, old)
    const files = refusing(operation, code)
    await expect(writeAtomically(path, parts, { overwrite: true, files })).rejects.toMatchObject({
      code: 'disk',
      message: expect.stringMatching(message),
      data: { path, reason: code },
    })
    expect(await fs.readFile(path, 'utf8')).toBe('old')
    expect(await fs.readdir(folder)).toEqual(['a.png'])
  })

  it('says what is wrong with the path', async () => {
    await fs.writeFile(join(folder, 'file'), old)
    const attempt = (...path: string[]) => writeAtomically(join(folder, ...path), parts, overwrite)
    await expect(attempt('none', 'a.png')).rejects.toMatchObject({ code: 'disk', data: { reason: 'ENOENT' } })
    await expect(attempt('file', 'a.png')).rejects.toMatchObject({
      code: 'disk',
      data: { reason: 'ENOTDIR' },
    })
    await expect(attempt()).rejects.toMatchObject({ code: 'disk', data: { reason: 'EISDIR' } })
    await expect(attempt('x'.repeat(300))).rejects.toMatchObject({ code: 'disk' })
  })

  it('stops when cancelled, and leaves nothing', async () => {
    const controller = new AbortController()
    function* cancelling() {
      yield parts[0]!
      controller.abort()
      yield parts[1]!
    }
    const options = { overwrite: false, signal: controller.signal }
    await expect(writeAtomically(join(folder, 'a.png'), cancelling(), options)).rejects.toMatchObject({
      name: 'AbortError',
    })
    expect(await fs.readdir(folder)).toEqual([])
  })

  it.skipIf(!canMount())('survives a disk that is really full (needs root on Linux)', async () => {
    await mounted('size=64k', async (path) => {
      await fs.writeFile(path, old)
      await expect(writeAtomically(path, [new Uint8Array(1e6)], overwrite)).rejects.toMatchObject({
        code: 'disk',
        message: expect.stringContaining('the disk is full'),
      })
      expect(await fs.readFile(path, 'utf8')).toBe('old')
      expect(await fs.readdir(folder)).toEqual(['a.png'])
      await writeAtomically(path, parts, overwrite)
      expect(await fs.readFile(path, 'utf8')).toBe('new content')
    })
  })

  it.skipIf(!canMount())('survives a disk that is really read-only (needs root on Linux)', async () => {
    await mounted('ro', async (path) => {
      await expect(writeAtomically(path, parts, overwrite)).rejects.toMatchObject({
        code: 'disk',
        message: expect.stringContaining('the disk is read-only'),
      })
    })
  })
})

describe('reading', () => {
  it('gives the bytes', async () => {
    await fs.writeFile(join(folder, 'a'), old)
    expect(new TextDecoder().decode(await readWhole(join(folder, 'a')))).toBe('old')
  })

  it('says when there is no such file, or it is a folder', async () => {
    await expect(readWhole(join(folder, 'none.png'))).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('none.png'),
    })
    await expect(readWhole(folder)).rejects.toMatchObject({ code: 'disk', data: { reason: 'EISDIR' } })
  })

  it('refuses a file too large to be read whole', async () => {
    const handle = await fs.open(join(folder, 'sparse'), 'w')
    await handle.truncate(3e9)
    await handle.close()
    await expect(readWhole(join(folder, 'sparse'))).rejects.toMatchObject({ code: 'too-large' })
  })
})

it('what a killed process left half-written goes; what a living one writes stays', async () => {
  const dead = Number(execFileSync(process.execPath, ['-p', 'process.pid']).toString())
  const names = [`.ganvas-${dead}-0a1b.tmp`, `.ganvas-${process.pid}-0a1b.tmp`, 'checkpoint']
  for (const name of names) await fs.writeFile(join(folder, name), old)
  await removeHalfWritten(folder)
  expect((await fs.readdir(folder)).sort()).toEqual(names.slice(1).sort())
  await removeHalfWritten(join(folder, 'none'))
})
