import react from '@vitejs/plugin-react'
import { defineConfig, type UserConfig } from 'electron-vite'
import { processEntries } from './scripts/entries.mjs'

/**
 * Packages that become part of the built processes, without what nobody uses of them: an engine loads in less time, and
 * one that died is back the sooner. What has native code, or finds some by itself, stays outside.
 */
const bundled = ['zod', 'conf', 'p-queue', 'ag-psd', 'fflate', 'fzstd', 'onnx-buf', '@bufbuild/protobuf']

/**
 * `out/main/*.js` run in Node or Electron's main side, one file an entry; `out/preload/preload.cjs` must be
 * CommonJS because the window is sandboxed.
 */
const processes: UserConfig = {
  main: {
    // What it has for Node declares a `require` of its own, and so do the shims of a chunk that it is alone in.
    resolve: { alias: { fflate: 'fflate/browser' } },
    build: {
      outDir: 'out/main',
      target: 'node20',
      minify: false,
      sourcemap: true,
      externalizeDeps: { exclude: bundled },
      rolldownOptions: {
        input: processEntries(),
        // Chunks lie beside the entries, so that `import.meta.url` means one folder everywhere.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node20',
      // A sandboxed preload can require nothing but `electron`.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: 'electron/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
}

/** `out/renderer/` is the page, the same in both shells. */
const page: UserConfig = {
  renderer: {
    root: 'renderer',
    base: './',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      target: 'chrome120',
      // Inlined assets would be `data:` URLs, which the page's policy allows for pictures alone.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { input: 'renderer/index.html' },
    },
  },
}

/** `GANVAS_BUILD` picks one part; `scripts/build.mjs` sets it to what is stale. */
export default defineConfig(() => {
  const part = process.env.GANVAS_BUILD
  return { ...(part !== 'page' && processes), ...(part !== 'processes' && page) }
})
