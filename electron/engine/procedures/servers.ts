import type { EngineContract } from '../../contract/engine.ts'
import { GanvasError } from '../../contract/errors.ts'
import type { ModelManifest } from '../../contract/model/manifest.ts'
import type { ServerReport } from '../../contract/procedures/servers.ts'
import type { Handlers } from '../../contract/server.ts'
import { text } from '../../contract/text.ts'
import { folderWith, listModels } from '../models/folder.ts'
import { writeRepository } from '../repository/write.ts'
import { isReadableOnTheWay, type ServerAccess } from '../serving/address.ts'
import { ServerClient } from '../serving/client.ts'
import type { ConfiguredServers } from '../serving/configured.ts'
import { servedNetworks } from '../serving/names.ts'
import { SendingWatch } from '../serving/traffic.ts'
import { onThreadEnd } from '../threads/thread.ts'

type ServerHandlers = Pick<Handlers<EngineContract>, Extract<keyof EngineContract, `servers.${string}`>>

/** The servers of the settings: entered, tested, taken out again; and to which of them something is being sent. */
export function createServerHandlers({
  servers,
  modelsFolders,
}: {
  servers: ConfiguredServers
  modelsFolders: readonly [string, ...string[]]
}): ServerHandlers {
  const watch = new SendingWatch()
  onThreadEnd((thread) => watch.forget(thread))
  return {
    'servers.list': () => ({ servers: servers.list() }),

    async 'servers.test'({ address, token, authority }, { signal }) {
      return reportOn(await servers.accessTo(address, token, authority), modelsFolders, signal)
    },

    async 'servers.add'({ address, token, authority, readable }, { signal }) {
      const access = await servers.accessTo(address, token, authority)
      if (isReadableOnTheWay(access.address) && !readable)
        throw new GanvasError('invalid-input', text('servers.plain', { address: access.address }), {
          readable: true,
        })
      const report = await reportOn(access, modelsFolders, signal)
      await servers.add(access, token)
      return report
    },

    async 'servers.remove'({ address }) {
      await servers.remove(address)
      return {}
    },

    async 'servers.export'({ folder, models, ...serving }, context) {
      const ids = models.length > 0 ? models : (await manifestsIn(modelsFolders)).map(({ id }) => id)
      const installed = await Promise.all(
        ids.map(async (id) => ({ id, folder: await folderWith(id, modelsFolders) })),
      )
      return writeRepository(folder, installed, serving, context)
    },

    'servers.sending': async ({ known }, { signal }) => ({ addresses: await watch.other(known, signal) }),
  }
}

/** @throws ServerFault */
async function reportOn(
  access: ServerAccess,
  modelsFolders: readonly string[],
  signal: AbortSignal,
): Promise<ServerReport> {
  const { address } = access
  const client = new ServerClient(access)
  try {
    const { name, version } = await client.server(signal)
    const networks = await Promise.all(
      (await manifestsIn(modelsFolders)).flatMap((manifest) =>
        plainNetworks(manifest).map(async ({ name: wanted }) => {
          const { has } = await client.find(wanted, signal)
          return { model: manifest.id, title: manifest.title, network: wanted.name, has }
        }),
      ),
    )
    const warning = isReadableOnTheWay(address) ? text('servers.plain', { address }) : null
    return { address, name, version, networks, warning }
  } finally {
    client.close()
  }
}

const plainNetworks = (manifest: ModelManifest) =>
  servedNetworks(manifest).filter(({ form }) => form === 'plain')

/** The models that can be used, the first of each name. */
async function manifestsIn(modelsFolders: readonly string[]): Promise<ModelManifest[]> {
  const models = (await Promise.all(modelsFolders.map((folder) => listModels(folder)))).flat()
  const sound = models.flatMap(({ manifest, problem }) => (manifest && problem === '' ? [manifest] : []))
  return [...new Map(sound.toReversed().map((manifest) => [manifest.id, manifest])).values()].reverse()
}
