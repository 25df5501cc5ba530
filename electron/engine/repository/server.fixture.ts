import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { decode } from '../../graph/onnx/protobuf.ts'
import { type TestNetwork, TestServer } from '../serving/server.fixture.ts'
import { openOn } from '../sessions/runtime.ts'
import { writeRepository } from './write.ts'

/**
 * Exports models into a repository, and serves what lies there: every version of every network.
 *
 * @param models by their ids
 */
export async function serveExported(
  modelsFolder: string,
  models: readonly string[],
  repository: string,
): Promise<TestServer> {
  await writeRepository(
    repository,
    models.map((id) => ({ id, folder: modelsFolder })),
    { batch: 8, instances: 1, storage: 'pvc://none' },
    { signal: new AbortController().signal, emit() {} },
  )
  const folders = (await readdir(repository, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  const networks = await Promise.all(
    folders.map(async ({ name }) => {
      const versions = (await readdir(join(repository, name))).filter((version) => /^\d+$/.test(version))
      return Promise.all(versions.map((version) => networkAt(repository, name, version)))
    }),
  )
  return TestServer.start(networks.flat())
}

async function networkAt(repository: string, name: string, version: string): Promise<TestNetwork> {
  const file = await readFile(join(repository, name, version, 'model.onnx'))
  const session = await openOn('cpu', file, { threads: 1 })
  const { inputs, outputs, initialisers } = decode(file)!
  const stored = new Set(initialisers.map(({ name }) => name))
  const sort = ({ name, dims }: (typeof inputs)[number]) => ({
    name,
    datatype: 'FP32' as const,
    shape: (dims ?? []).map((extent) => (typeof extent === 'number' ? extent : -1)),
  })
  return {
    name,
    version,
    inputs: inputs.filter(({ name }) => !stored.has(name)).map(sort),
    outputs: outputs.map(sort),
    compute: (feeds) => session.run(feeds),
  }
}
