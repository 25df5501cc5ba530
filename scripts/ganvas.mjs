#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/*
 * The `ganvas` command. In a checkout it installs and builds what is missing first, with its messages on stderr:
 * stdout belongs to the command's result.
 */

const root = fileURLToPath(new URL('..', import.meta.url))
// npm moves to the root before it runs a script; paths on the command line mean the user's own folder.
const folder = (process.env.npm_lifecycle_event === 'ganvas' && process.env.INIT_CWD) || process.cwd()
if (existsSync(`${root}electron.vite.config.ts`)) {
  const { install } = await import('./lib/install.mjs')
  const { build } = await import('./build.mjs')
  await install(root, { quiet: true })
  await build({ only: 'processes', quiet: true })
}
process.chdir(folder)
// Not a literal: the type check would follow it into what was built.
await import(new URL('../out/main/cli.js', import.meta.url).href)
