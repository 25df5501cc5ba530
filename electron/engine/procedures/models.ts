import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { diskError } from '../../contract/diskError.ts'
import type { EngineContract } from '../../contract/engine.ts'
import { GanvasError } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/server.ts'
import { text } from '../../contract/text.ts'
import { decodeAsPicture } from '../../imaging/codecs/decode.ts'
import { readWhole, writeAtomically } from '../disk.ts'
import { cardPictures, smallPicture } from '../models/cardPictures.ts'
import { folderWith, listModels, loadModel } from '../models/folder.ts'
import type { ModelFolders } from '../models/folders.ts'
import { publishRun } from '../models/publish.ts'
import { removeFolder } from '../models/removeFolder.ts'
import { codecOptionsOf } from '../progress.ts'

type ModelHandlers = Pick<
  Handlers<EngineContract>,
  | 'models.list'
  | 'models.card'
  | 'models.cardPicture'
  | 'models.picture'
  | 'models.remove'
  | 'models.export'
  | 'models.move'
  | 'models.publish'
>

export function createModelHandlers(folders: ModelFolders): ModelHandlers {
  return {
    async 'models.list'() {
      const own = folders.own()
      const found = (await Promise.all(folders.all.map((each) => listModels(each, each === own)))).flat()
      return { models: [...new Map(found.toReversed().map((model) => [model.id, model])).values()].reverse() }
    },

    async 'models.card'({ id }) {
      const card = join(await folderWith(id, folders.all), id, 'CARD.md')
      return { markdown: new TextDecoder().decode(await readWhole(card)) }
    },

    async 'models.cardPicture'({ id, name }) {
      const path = join(await folderWith(id, folders.all), id, name)
      return { picture: await decodeAsPicture(await readWhole(path), name) }
    },

    async 'models.picture'({ id }) {
      return { picture: await smallPicture(join(await folderWith(id, folders.all), id)) }
    },

    async 'models.remove'({ id }) {
      const folder = join(folders.own(), id)
      if (!(await stat(folder).catch(() => null))) {
        const isBundled = (await stat(join(folders.bundled, id)).catch(() => null)) !== null
        throw isBundled
          ? new GanvasError('invalid-input', text('models.removeBundled', { model: id }), { model: id })
          : new GanvasError('unavailable', text('models.missing', { model: id, folder }), { model: id })
      }
      await removeFolder(folder)
      return {}
    },

    async 'models.export'({ id, folder, overwrite }) {
      const home = await folderWith(id, folders.all)
      // Checks every file against the manifest before anything is copied.
      const { manifest } = await loadModel(home, id)
      await mkdir(folder, { recursive: true }).catch((error) => {
        throw diskError('makeFolder', folder, error)
      })
      const hasCard = await stat(join(home, id, 'CARD.md')).catch(() => null)
      const names = [
        ...manifest.files.map(({ name }) => name),
        ...(hasCard ? ['CARD.md', ...(await cardPictures(join(home, id)))] : []),
        'manifest.json',
      ]
      let bytes = 0
      for (const name of names)
        bytes += await writeAtomically(join(folder, name), [await readWhole(join(home, id, name))], {
          overwrite,
        })
      return { files: names.map((name) => join(folder, name)), bytes }
    },

    async 'models.move'({ folder }) {
      return { folder: await folders.move(folder) }
    },

    'models.publish': (input, context) => publishRun(input, folders.own(), {}, codecOptionsOf(context)),
  }
}
