type Json = Record<string, unknown>

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null

function withDirections(manifest: Json): Json {
  const { translation, files } = manifest
  if (!isJson(translation) || !isJson(translation.directions) || !Array.isArray(files)) return manifest
  const { forth: forward, back: reverse } = translation.directions
  return {
    ...manifest,
    translation: { ...translation, directions: { forward, ...(reverse !== undefined && { reverse }) } },
    files: files.map((file) => (file?.role === 'back' ? { ...file, role: 'reverse' } : file)),
  }
}

/** The groups of weights of the recipes that there were, by the role of their files. */
const groups: Readonly<Record<string, Json>> = {
  blend: { generator: 'generator' },
  pix2pix: { generator: 'generator' },
  cyclegan: { generator: 'aToB', reverse: 'bToA' },
}

/** Options of a command that are of the run and its data, not of what is trained. */
const ofTheRun =
  /^(data|second|out|steps|batch|seed|accumulate|device|threads|from|resume|checkpointEvery|sampleEvery)$/

/** Takes a command like `ganvas train pix2pix --data D --out R --size 128 …` apart. */
function withRecipe(manifest: Json): Json {
  const { training } = manifest
  const command = isJson(training) && typeof training.command === 'string' ? training.command : ''
  const [, name, rest = ''] = /\btrain (\w+)\b(.*)$/s.exec(command) ?? []
  if (!name || !groups[name]) return manifest
  const options = [...rest.matchAll(/--([a-z][a-z0-9-]*)[ =](?!--)(\S+)/g)]
    .map(([, option, value]) => [camel(option!), value!] as const)
    .filter(([option]) => !ofTheRun.test(option))
  return { ...manifest, recipe: { name, options: Object.fromEntries(options), groups: groups[name] } }
}

const camel = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())

/** What turns a manifest of each version into one of the next. */
export const manifestMigrations: readonly ((manifest: Json) => Json)[] = [
  // 1 came with the task `translate`; what was there before stays.
  (manifest) => ({ ...manifest, version: 1 }),
  // 2 came with translations of the kinds `style` and `drawing`; what was there before stays.
  (manifest) => ({ ...manifest, version: 2 }),
  // 3 calls the two directions of a style forward and reverse, in place of forth and back.
  (manifest) => ({ ...withDirections(manifest), version: 3 }),
  // 4 says by which recipe a model was trained, as data in place of a command line.
  (manifest) => ({ ...withRecipe(manifest), version: 4 }),
  // 5 came with the task `font`; what was there before stays.
  (manifest) => ({ ...manifest, version: 5 }),
  // 6 came with networks that enlarge; what was there before stays.
  (manifest) => ({ ...manifest, version: 6 }),
  // 7 came with the task `harmonize`; what was there before stays.
  (manifest) => ({ ...manifest, version: 7 }),
  // 8 came with the task `generate`; what was there before stays.
  (manifest) => ({ ...manifest, version: 8 }),
]
