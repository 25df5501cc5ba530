import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, expect, it } from 'vitest'
import { DeviceId } from '../contract/procedures/app.ts'

const program = fileURLToPath(new URL('../../out/main/cli.js', import.meta.url))
const dataFolder = mkdtempSync(join(tmpdir(), 'ganvas-cli-'))
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }))

function ganvas(...args: string[]) {
  const env = { ...process.env, GANVAS_DATA: dataFolder }
  return spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', env, timeout: 300_000 })
}

it('lists every device, tries them for real, and ends with its engine', () => {
  const { status, stdout } = ganvas('devices', '--json')
  expect(status).toBe(0)
  const list: { devices: Record<'id' | 'usable' | 'reason', unknown>[]; active: string } = JSON.parse(stdout)
  const { devices, active } = list
  expect(devices.map(({ id }) => id)).toEqual(DeviceId.options)
  expect(devices.find(({ id }) => id === 'cpu')).toMatchObject({ usable: true, reason: '' })
  expect(devices.find(({ id }) => id === active)?.usable).toBe(true)
  for (const { usable, reason } of devices) expect(reason).toMatch(usable ? /^$/ : /^It needs /)
})

it('marks the device in use', () => {
  expect(ganvas('devices').stdout).toMatch(/^\* \w+ /m)
})

it('computes on the device that a command names, or says why it cannot', async () => {
  const { devices } = JSON.parse(ganvas('devices', '--json').stdout) as {
    devices: { id: string; usable: boolean; reason: string }[]
  }
  const unusable = devices.find(({ usable }) => !usable)!
  const picture = join(dataFolder, 'grey.png')
  await sharp({ create: { width: 20, height: 16, channels: 3, background: '#808080' } }).toFile(picture)
  const asked = [
    'translate',
    '--model',
    'translate-gray-color-128',
    '--in',
    picture,
    '--out',
    join(dataFolder, 'o.png'),
  ]
  expect(ganvas(...asked, '--device', 'cpu')).toMatchObject({ status: 0 })
  expect(ganvas(...asked, '--overwrite', '--device', unusable.id)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining(unusable.reason),
  })
})
