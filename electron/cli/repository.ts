import { resolve } from 'node:path'
import { ExportRepositoryInput } from '../contract/procedures/servers.ts'
import { type CommandContext, UsageError } from './command.ts'

/** `ganvas models export --repository DIR`. @throws UsageError for what is no number, or no id of a model */
export async function exportRepository(
  {
    folder,
    batch,
    instances,
    ...given
  }: {
    folder: string
    models: string[]
    batch: string | undefined
    instances: string | undefined
    storage: string | undefined
  },
  { engine, print, progress, signal }: CommandContext,
): Promise<0> {
  const number = (value: string | undefined) => (value === undefined ? undefined : Number(value))
  const input = ExportRepositoryInput.safeParse({
    ...given,
    folder: resolve(folder),
    batch: number(batch),
    instances: number(instances),
  })
  if (!input.success) {
    const [issue] = input.error.issues
    throw new UsageError(
      issue?.path[0] === 'models'
        ? `"${given.models[Number(issue.path[1])]}" is no id of a model: lower-case letters, digits and dashes`
        : `--${String(issue?.path[0])}: ${issue?.message}`,
    )
  }
  const result = await (await engine()).call('servers.export', input.data, {
    signal,
    onEvent(event) {
      if (event.kind === 'progress') progress(`${event.step + 1} of ${event.total} · ${event.label}`)
    },
  })
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
  const lines = result.networks.map(({ name, version, bytes, together }) =>
    [name.padEnd(42), version.padEnd(16), megabytes(bytes).padStart(8), together ? '' : '  one at a time']
      .join(' ')
      .trimEnd(),
  )
  const left = result.left.map(
    ({ name }) => `${name}: not written, since it computes otherwise in a form for servers`,
  )
  print(result, [...lines, ...left, result.folder].join('\n'))
  return 0
}
