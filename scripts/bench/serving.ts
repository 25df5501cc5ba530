import { fileURLToPath } from 'node:url'
import { loadModel } from '../../electron/engine/models/folder.ts'
import { exportedFixed, exportedPlain } from '../../electron/engine/repository/exported.ts'
import { servedNetworks } from '../../electron/engine/serving/names.ts'
import { type TestNetwork, TestServer } from '../../electron/engine/serving/server.fixture.ts'
import { openOn } from '../../electron/engine/sessions/runtime.ts'
import { trialFeeds } from '../../electron/engine/sessions/trialFeeds.ts'

const MODELS = fileURLToPath(new URL('../../models', import.meta.url))

/** A server of one thread in a process of its own, with the bundled networks of these models; it prints its address. */
export async function serveNetworks(models: readonly string[]): Promise<void> {
  const networks: TestNetwork[] = []
  for (const model of models) {
    const { manifest, files } = await loadModel(MODELS, model)
    for (const { role, form, name } of servedNetworks(manifest)) {
      if (role !== 'generator') continue
      const exported =
        form === 'plain'
          ? await exportedPlain(files[role]!, true, trialFeeds(manifest.inputs[0]!))
          : await exportedFixed(files[role]!, manifest)
      if (!exported) throw new Error(`${name.name} could not be exported.`)
      const session = await openOn('cpu', exported.bytes, { threads: 1, spinning: false })
      const sort = (tensor: { name: string; dims: number[] }) => ({
        name: tensor.name,
        datatype: 'FP32' as const,
        shape: tensor.dims,
      })
      networks.push({
        ...name,
        inputs: exported.inputs.map(sort),
        outputs: exported.outputs.map(sort),
        compute: (inputs) => session.run(inputs),
      })
    }
  }
  console.log((await TestServer.start(networks)).address)
}
