import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { parseSync } from 'vite'

/** The sources of the product, relative to the root, with `/`. @param {string} root */
export function sourcesOf(root) {
  return (
    ['electron', 'renderer']
      .filter((folder) => existsSync(join(root, folder)))
      .flatMap((folder) =>
        readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
          join(folder, file).split(sep).join('/'),
        ),
      )
      // The kernels are AssemblyScript, a language of their own that imports nothing of ours.
      .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('electron/imaging/kernels/'))
      .sort()
  )
}

/** Every import of a file: static, re-exported, dynamic. @param {string} path */
export function importsOf(path) {
  const source = readFileSync(path, 'utf8')
  const { module, errors } = parseSync(path, source)
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`)
  const lineOf = (/** @type {number} */ offset) => source.slice(0, offset).split('\n').length
  const fixed = module.staticImports.map(({ moduleRequest, start, entries }) => ({
    specifier: moduleRequest.value,
    line: lineOf(start),
    typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
  }))
  const passedOn = module.staticExports.flatMap(({ entries }) =>
    entries
      .filter(({ moduleRequest }) => moduleRequest)
      .map(({ moduleRequest, start, isType }) => ({
        specifier: /** @type {{ value: string }} */ (moduleRequest).value,
        line: lineOf(start),
        typeOnly: isType,
      })),
  )
  const dynamic = module.dynamicImports.map(({ moduleRequest: { start, end } }) => ({
    specifier: source.slice(start + 1, end - 1),
    line: lineOf(start),
    typeOnly: false,
  }))
  return [...fixed, ...passedOn, ...dynamic]
}

/**
 * The sets of files from each of which every other one can be reached, by Tarjan's algorithm.
 * @param {Map<string, string[]>} arrows
 */
export function circlesOf(arrows) {
  /** @type {Map<string, { index: number, low: number, open: boolean }>} */
  const marks = new Map()
  /** @type {string[]} */
  const stack = []
  /** @type {string[][]} */
  const found = []
  /** @param {string} file */
  const visit = (file) => {
    const mark = { index: marks.size, low: marks.size, open: true }
    marks.set(file, mark)
    stack.push(file)
    for (const target of arrows.get(file) ?? []) {
      if (!arrows.has(target)) continue
      const other = marks.get(target) ?? visit(target)
      if (other.open) mark.low = Math.min(mark.low, other.low)
    }
    if (mark.low === mark.index) {
      const circle = stack.splice(stack.indexOf(file))
      for (const member of circle) /** @type {{ open: boolean }} */ (marks.get(member)).open = false
      if (circle.length > 1) found.push(circle.sort())
    }
    return mark
  }
  for (const file of arrows.keys()) if (!marks.has(file)) visit(file)
  return found
}
