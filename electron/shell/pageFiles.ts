import { readFile } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/** A file of the built page, by the path of its URL; null for anything that is not one. */
export async function readPageFile(
  folder: string,
  urlPath: string,
): Promise<{ body: Uint8Array<ArrayBuffer>; type: string } | null> {
  let path: string
  try {
    path = decodeURIComponent(urlPath)
  } catch {
    return null
  }
  const file = resolve(join(folder, path === '/' ? 'index.html' : path))
  const type = types[extname(file)]
  if (!type || path.includes('\0') || !file.startsWith(resolve(folder) + sep)) return null
  try {
    return { body: new Uint8Array(await readFile(file)), type }
  } catch {
    return null
  }
}
