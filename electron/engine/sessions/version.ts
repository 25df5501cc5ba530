import { createRequire } from 'node:module'

/** The version of ONNX Runtime, read from the package: loading it takes 100 ms and its memory. */
export function runtimeVersion(): string {
  const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string }
  return version
}
