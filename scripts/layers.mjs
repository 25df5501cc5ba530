import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, posix, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { circlesOf, importsOf, sourcesOf } from './lib/imports.mjs'

/*
 * Holds the arrows between the layers: what a file may import follows from where it lies. Neither files nor the folders of
 * a layer may import each other in a circle, and no file is longer than can be read at once. Fails when a layer had no
 * files to see, since a check that sees nothing passes everything.
 */

/**
 * @typedef {object} Layer
 * @property {string} name
 * @property {string[]} paths folders, or files, of the layer; the first layer that claims a file has it
 * @property {string[]} imports the other layers that it may import
 * @property {string} [common] the one folder of the layer that the others in it may import: they do not see each other,
 * and it sees none of them
 * @property {RegExp} [refuses] packages that it may not import; `node:` stands for all of Node's own
 * @property {string} why the end of the sentence "… may not import …:"
 */

const pagePackages =
  /^(@base-ui\/|(react|react-dom|konva|react-konva|zustand|cmdk|lucide-react|tinykeys)(\/|$))/
const mainPackages =
  /^(node:|(electron|sharp|onnxruntime-node|ws|conf|p-queue|electron-log|fflate|ag-psd)(\/|$))/

/** @type {Layer[]} */
export const layers = [
  {
    name: 'contract',
    paths: ['electron/contract'],
    imports: [],
    refuses: new RegExp(`${mainPackages.source}|${pagePackages.source}`),
    why: 'the contract runs in every process and knows none of them',
  },
  {
    name: 'imaging',
    paths: ['electron/imaging'],
    imports: ['contract'],
    refuses: pagePackages,
    why: 'pixels know nothing of tools, jobs or windows',
  },
  {
    name: 'graph',
    paths: ['electron/graph'],
    imports: ['contract'],
    refuses: pagePackages,
    why: 'the graph knows no network, no picture and no process',
  },
  {
    name: 'nets',
    paths: ['electron/nets'],
    imports: ['graph', 'contract'],
    refuses: pagePackages,
    why: 'architectures are functions over the graph alone',
  },
  {
    name: 'train',
    paths: ['electron/train'],
    imports: ['nets', 'graph', 'imaging', 'contract'],
    refuses: pagePackages,
    why: 'training knows nothing of the tools that use it',
  },
  {
    name: 'tools',
    paths: ['electron/tools'],
    common: 'networks',
    imports: ['train', 'nets', 'graph', 'imaging', 'contract'],
    refuses: pagePackages,
    why: 'a tool is free of processes, which belong to the engine, and of other tools: what they share lies in networks/',
  },
  {
    name: 'engine/index',
    paths: ['electron/engine/index.ts'],
    imports: ['engine/procedures', 'engine', 'contract'],
    refuses: pagePackages,
    why: 'the engine starts what it serves, and computes nothing itself',
  },
  {
    name: 'engine/procedures',
    paths: ['electron/engine/procedures'],
    imports: ['engine', 'tools', 'train', 'nets', 'graph', 'imaging', 'contract'],
    refuses: pagePackages,
    why: 'procedures stand on the rooms of the engine, which run under every shell and know none',
  },
  {
    name: 'engine',
    paths: ['electron/engine'],
    imports: ['tools', 'train', 'nets', 'graph', 'imaging', 'contract'],
    refuses: pagePackages,
    why: 'the engine runs under every shell and knows none, nor the procedures that stand on it',
  },
  {
    name: 'shells',
    paths: ['electron'],
    imports: ['engine/index', 'engine', 'contract'],
    refuses: pagePackages,
    why: 'a shell starts the engine and speaks the contract; the work is done below',
  },
  ...pageRooms(),
]

/**
 * The rooms of the page, the lowest first: each may import those before it. Whatever lies in `renderer/` itself starts
 * the page, and sees all of them.
 * @returns {Layer[]}
 */
function pageRooms() {
  const rooms = ['i18n', 'ui', 'document', 'canvas', 'app', 'panels', 'tools', 'frame']
  const names = rooms.map((room) => `renderer/${room}`)
  const why =
    'the page reaches the outside through electron/contract alone, and its rooms stand on each other'
  return [...names, 'renderer'].map((name, floor) => ({
    name,
    paths: [name],
    imports: [...names.slice(0, floor), 'contract'],
    refuses: mainPackages,
    why,
  }))
}

/**
 * Circles that are meant: a value names its operator, an operator's rules speak of values. The way back is a type.
 * @type {readonly string[]}
 */
const circles = ['electron/graph/graph.ts, electron/graph/operator.ts']

/** The only room that knows the runtime. */
const SESSIONS = 'electron/engine/sessions/'

/** Lines of a file, at most; tests count. */
const MAX_LINES = 300

const WHERE = 'See "Layers" in CONTRIBUTING.md.'

/** @param {string} file relative to the root, with `/` @returns {Layer | undefined} */
function layerOf(file) {
  return layers.find(({ paths }) => paths.some((path) => file === path || file.startsWith(`${path}/`)))
}

/**
 * @param {string} root
 * @returns {{ seen: Map<string, number>, violations: string[] }} files by layer, and a sentence for each wrong import
 */
export function checkLayers(root) {
  const seen = new Map(layers.map(({ name }) => [name, 0]))
  const violations = []
  /** @type {Map<string, string[]>} */
  const arrows = new Map()
  for (const file of sourcesOf(root)) {
    const layer = layerOf(file)
    if (!layer) continue
    seen.set(layer.name, (seen.get(layer.name) ?? 0) + 1)
    const targets = []
    for (const { specifier, line, typeOnly } of importsOf(join(root, file))) {
      if (specifier.startsWith('.')) targets.push(targetOf(file, specifier))
      const wrong = specifier.startsWith('.')
        ? wrongFile(root, layer, file, specifier)
        : wrongPackage(layer, file, specifier, typeOnly)
      if (wrong) violations.push(`${file}:${line} may not import ${wrong}: ${layer.why}. ${WHERE}`)
    }
    if (!isTest(file)) arrows.set(file, targets)
  }
  const found = [arrows, ...layers.map((layer) => foldersOf(layer, arrows))]
  for (const circle of new Set(found.flatMap(circlesOf).map((members) => members.join(', '))))
    if (!circles.includes(circle))
      violations.push(`${circle} import each other in a circle: move what they share. ${WHERE}`)
  return { seen, violations }
}

/**
 * The arrows between the folders of a layer and the files beside them. Circles within a folder are left to the files.
 * @param {Layer} layer @param {Map<string, string[]>} arrows between files
 */
function foldersOf({ name, paths: [home = ''] }, arrows) {
  /** @param {string} file */
  const folder = (file) => `${home}/${posix.relative(home, file).split('/')[0]}`
  /** @type {Map<string, string[]>} */
  const found = new Map()
  for (const [file, targets] of arrows) {
    if (layerOf(file)?.name !== name) continue
    const others = targets.filter((target) => layerOf(target)?.name === name).map(folder)
    found.set(folder(file), [...(found.get(folder(file)) ?? []), ...others])
  }
  return found
}

/** @param {string} file @param {string} specifier */
const targetOf = (file, specifier) =>
  posix.normalize(posix.join(posix.dirname(file), specifier.replace(/\?.*$/, '')))

/** @param {Layer} layer @param {string} file @param {string} target */
function isSideways({ paths: [home = ''], common }, file, target) {
  const [from, to] = [file, target].map((path) => posix.relative(home, path).split('/')[0])
  return common !== undefined && from !== to && to !== common
}

/** @param {string} root @param {Layer} layer @param {string} file @param {string} specifier */
function wrongFile(root, layer, file, specifier) {
  const target = targetOf(file, specifier)
  if (target.startsWith('..') || target === 'package.json') return null
  // The test tools of the project may be used by any test.
  if (isTest(file) && /^(tests|scripts)\//.test(target)) return null
  // What tests run is run by the product's own runtime.
  if (isTest(file) && target.startsWith(SESSIONS)) return null
  const other = layerOf(target)
  // A room of the engine may be tested through the procedures that stand on it.
  if (isTest(file) && layer.name === 'engine' && other?.name === 'engine/procedures') return null
  const allowed =
    other === layer ? !isSideways(layer, file, target) : other && layer.imports.includes(other.name)
  if (allowed) return null
  return `${relative(root, resolve(root, target)).split(sep).join('/')} (${other?.name ?? 'outside the layers'})`
}

/** @param {Layer} layer @param {string} file @param {string} specifier @param {boolean} typeOnly */
function wrongPackage(layer, file, specifier, typeOnly) {
  const name = isBuiltin(specifier) && !specifier.startsWith('node:') ? `node:${specifier}` : specifier
  // Which device computes, and whether it can be trusted, is known in one place.
  if (name === 'onnxruntime-node' && !isTest(file) && !file.startsWith(SESSIONS))
    return `${name}, whose sessions ${SESSIONS} opens`
  if (name === 'electron' && layer.name !== 'shells' && !typeOnly) return 'electron'
  // Tests run in Node with its packages, whatever they test.
  if (isTest(file)) return null
  return layer.refuses?.test(name) && !typeOnly ? name : null
}

/** A sentence for each file of the sources, scripts and tests that is too long. @param {string} root */
export function tooLong(root) {
  return ['electron', 'renderer', 'scripts', 'tests']
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        join(folder, file),
      ),
    )
    .map((file) => file.split(sep).join('/'))
    .filter((file) => /\.(tsx?|mjs|css)$/.test(file))
    .flatMap((file) => {
      const lines = readFileSync(join(root, file), 'utf8').split('\n').length - 1
      return lines > MAX_LINES
        ? [`${file} has ${lines} lines, and ${MAX_LINES} is the most: take it apart by what it does.`]
        : []
    })
}

/** @param {string} file */
const isTest = (file) => /\.(test|fixture)\.tsx?$/.test(file)

/**
 * A sentence for each place that this check names and that is gone: what was held there is held no longer.
 * @param {string} root @param {Map<string, number>} seen
 */
function missing(root, seen) {
  const unseen = layers.filter(({ name }) => !seen.get(name)).map(({ name }) => name)
  const named = [
    ...layers.flatMap(({ paths, common }) => (common ? [...paths, `${paths[0]}/${common}`] : paths)),
    ...circles.flatMap((circle) => circle.split(', ')),
    SESSIONS,
  ]
  return [
    ...unseen.map((name) => `No file of ${name} was found, so nothing was checked there.`),
    ...named
      .filter((path) => !existsSync(join(root, path)))
      .map(
        (path) => `${path} is gone, which scripts/layers.mjs names: name the place that has its part now.`,
      ),
  ]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..')
  const { seen, violations } = checkLayers(root)
  violations.push(...missing(root, seen), ...tooLong(root))
  for (const violation of violations) console.error(violation)
  if (violations.length === 0)
    console.log([...seen].map(([name, count]) => `${name}: ${count} files`).join(', '))
  process.exitCode = violations.length === 0 ? 0 : 1
}
