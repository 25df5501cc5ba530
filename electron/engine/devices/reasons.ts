import type { DeviceId } from '../../contract/procedures/app.ts'

export const titles: Record<DeviceId, string> = {
  cuda: 'NVIDIA GPU (CUDA)',
  dml: 'GPU (DirectML)',
  coreml: 'Apple GPU and Neural Engine (CoreML)',
  webgpu: 'GPU (WebGPU)',
  cpu: 'Processor (CPU)',
}

const needs: Record<DeviceId, string> = {
  cuda: "NVIDIA's driver, CUDA 12 with cuDNN 9, and ONNX Runtime's CUDA libraries",
  dml: 'Windows 10 or later and a GPU with DirectX 12',
  coreml: 'macOS on a Mac',
  webgpu: 'a GPU with a Vulkan, Metal or DirectX 12 driver',
  cpu: 'nothing more',
}

/** Where a device exists at all: ONNX Runtime's own builds for Node. */
export function existsOn(id: DeviceId, platform: NodeJS.Platform, arch: string): boolean {
  if (id === 'cuda') return platform === 'linux' && arch === 'x64'
  if (id === 'dml') return platform === 'win32'
  if (id === 'coreml') return platform === 'darwin'
  return true
}

/** Why a device is unusable, as one sentence or two: what it needs, and what it said. */
export function reasonOf(id: DeviceId, said: string): string {
  const need = `It needs ${needs[id]}.`
  const detail = said
    .replace(/^.*?(Failed to|failed to|was false\. )/s, '$1')
    .replace(/^was false\. /, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
  if (!detail || /backend not found/.test(said)) return need
  return `${need} It said: "${detail}"`
}
