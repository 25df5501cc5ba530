import { fileURLToPath, pathToFileURL } from 'node:url'

/*
 * Runs a TypeScript script on Node 20, which cannot read it: `node scripts/run.mjs scripts/x.ts [arguments]`.
 * What it starts must be built first: engine, workers, kernels. Packages stay outside the bundle.
 */

const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)

const [script = '', ...args] = process.argv.slice(2)
const { build: ensureBuilt } = await import('./build.mjs')
await ensureBuilt({ only: 'processes', quiet: true })

const { build } = await import('vite')
// Flat in `out/scripts/`, as deep as `out/main/`: what is found relative to a built file is found from here too.
const outFile = `${script
  .replace(/^scripts\//, '')
  .replace(/\.ts$/, '')
  .replaceAll('/', '-')}.js`
await build({
  configFile: false,
  logLevel: 'warn',
  build: {
    ssr: script,
    outDir: 'out/scripts',
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    rolldownOptions: { output: { entryFileNames: outFile, codeSplitting: false } },
  },
})

const built = `${root}out/scripts/${outFile}`
process.argv = [process.execPath, built, ...args]
await import(pathToFileURL(built).href)
