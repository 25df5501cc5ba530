import { parseArgs } from 'node:util'
import { describe, expect, it } from 'vitest'
import { defect } from '../contract/errors.ts'
import { type Command, UsageError } from './command.ts'
import { runCommandLine } from './frame.ts'

const commands: Record<string, Command> = {
  greet: {
    summary: 'say hello',
    usage: 'ganvas greet [--name N]',
    async run(args, { print, progress, warn }) {
      const { values } = parseArgs({ args, options: { name: { type: 'string', default: 'you' } } })
      if (values.name === 'nobody') throw new UsageError('--name nobody greets no one.')
      if (values.name === 'king') throw defect('unavailable', 'There is no king here.')
      if (values.name === 'bug') throw new TypeError('x is not a function')
      progress('1 of 2')
      if (values.name === 'both') warn('one of them was out')
      print({ name: values.name }, `hello ${values.name}`)
      return values.name === 'both' ? 1 : 0
    },
  },
}

const computing: Command = {
  runsNetworks: true,
  summary: 'compute',
  usage: 'ganvas compute [--size N]',
  async run(args, { print }) {
    const { values } = parseArgs({ args, options: { size: { type: 'string' } } })
    print(values, `size ${values.size}`)
    return 0
  },
}
Object.assign(commands, { compute: computing })

async function run(line: string, { isTTY = false, signal = new AbortController().signal } = {}) {
  let stdout = ''
  let stderr = ''
  const code = await runCommandLine(line.split(' ').filter(Boolean), {
    version: '1.2.3',
    commands,
    signal,
    stdout: {
      write: (text) => {
        stdout += text
      },
    },
    stderr: {
      isTTY,
      write: (text) => {
        stderr += text
      },
    },
  })
  return { code, stdout, stderr }
}

describe('ganvas', () => {
  it('prints a result as text, and as one JSON object with --json, anywhere on the line', async () => {
    expect(await run('greet --name sea')).toEqual({ code: 0, stdout: 'hello sea\n', stderr: '' })
    expect((await run('greet --name sea --json')).stdout).toBe('{"name":"sea"}\n')
    expect((await run('--json greet')).stdout).toBe('{"name":"you"}\n')
  })

  it('takes --device from commands that run networks, and from no other', async () => {
    for (const line of ['compute --device cpu --size 3', 'compute --size 3 --device=webgpu'])
      expect(await run(line)).toEqual({ code: 0, stdout: 'size 3\n', stderr: '' })
    expect(await run('compute --device abacus')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--device "abacus" is none of cuda'),
    })
    expect(await run('compute --size 3 --device')).toMatchObject({ code: 2 })
    expect((await run('compute --help')).stdout).toContain('--device D   where networks are computed')
    expect(await run('greet --device cpu')).toMatchObject({ code: 2 })
    expect((await run('greet --help')).stdout).not.toContain('--device')
  })

  it('ends with 1 and one line on stderr when a command fails', async () => {
    expect(await run('greet --name king')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'There is no king here.\n',
    })
    const { code, stderr } = await run('greet --name bug')
    expect(code).toBe(1)
    expect(stderr).toBe('Internal error: TypeError: x is not a function\n')
  })

  it('ends with 1 and the result when a command was done in part', async () => {
    expect(await run('greet --name both')).toEqual({
      code: 1,
      stdout: 'hello both\n',
      stderr: 'one of them was out\n',
    })
  })

  it('ends with 2 for wrong arguments, and points to the help', async () => {
    for (const line of ['greet --nam x', 'greet --name', 'greet extra', 'greet --name nobody']) {
      const { code, stderr } = await run(line)
      expect(code).toBe(2)
      expect(stderr).toMatch(/See: ganvas greet --help\n$/)
    }
    expect(await run('wave')).toMatchObject({ code: 2, stdout: '' })
    expect((await run('constructor')).code).toBe(2)
    expect((await run('')).code).toBe(2)
  })

  it('ends with 130 when it was interrupted', async () => {
    const { code, stderr } = await run('greet --name king', { signal: AbortSignal.abort() })
    expect([code, stderr]).toEqual([130, 'Stopped.\n'])
  })

  it('shows help and version', async () => {
    expect((await run('--help')).stdout).toMatch(/greet\s+say hello/)
    expect(await run('greet --help')).toMatchObject({ code: 0, stdout: 'ganvas greet [--name N]\n' })
    expect((await run('--version')).stdout).toBe('1.2.3\n')
  })

  it('shows progress on a terminal alone, and clears it before anything else is written there', async () => {
    const { stderr } = await run('greet --name both', { isTTY: true })
    expect(stderr).toBe('\r1 of 2\x1b[K\r\x1b[Kone of them was out\n')
    expect((await run('greet', { isTTY: true })).stderr).toBe('\r1 of 2\x1b[K\r\x1b[K')
  })
})
