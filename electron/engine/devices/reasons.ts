import type { DeviceId } from '../../contract/procedures/app.ts'
import { isText, type Text, text } from '../../contract/text.ts'

/** Where a device exists at all: ONNX Runtime's own builds for Node. */
export function existsOn(id: DeviceId, platform: NodeJS.Platform, arch: string): boolean {
  if (id === 'cuda') return platform === 'linux' && arch === 'x64'
  if (id === 'dml') return platform === 'win32'
  if (id === 'coreml') return platform === 'darwin'
  return true
}

/** Why a device is unusable: what it needs, and what is known, or what its runtime said. */
export function reasonOf(id: DeviceId, answer: string | Text = ''): Text {
  const need = text(`deviceNeeds.${id}`)
  if (isText(answer)) return text('devices.because', { need, cause: answer })
  const words = answer
    .replace(/^.*?(Failed to|failed to|was false\. )/s, '$1')
    .replace(/^was false\. /, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
  if (!words || /backend not found/.test(answer)) return need
  return text('devices.because', { need, cause: text('devices.said', { words }) })
}
