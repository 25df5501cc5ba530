import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { inEnglish } from '../../contract/text.ts'
import { cudaHint, missingForCuda } from './cuda.ts'

const folder = mkdtempSync(join(tmpdir(), 'ganvas-cuda-'))
afterAll(() => rmSync(folder, { recursive: true }))

const onLinux = process.platform === 'linux' && process.arch === 'x64'

test.runIf(onLinux)(
  'a driver without libraries is told which, how large they are and how they are had',
  () => {
    const driver = join(folder, 'version')
    writeFileSync(driver, '')
    const missing = missingForCuda(driver, folder)
    expect(missing).toContain('libonnxruntime_providers_cuda.so')
    expect(inEnglish(cudaHint(missing)!)).toMatch(/providers_cuda\.so.*npm run devices -- cuda.*250 MB/)
    const libraries = join(folder, 'bin/napi-v6/linux/x64')
    mkdirSync(libraries, { recursive: true })
    for (const name of missing) writeFileSync(join(libraries, name), '')
    expect(missingForCuda(driver, folder)).toEqual([])
  },
)

test('without a driver nothing is missing, and nothing is said', () => {
  expect(missingForCuda(join(folder, 'none'), folder)).toEqual([])
  expect(cudaHint([])).toBeNull()
})
