import { existsSync } from 'node:fs'
import { openOn } from './runtime.ts'

/*
 * Debian's Chromium brings a Vulkan driver by software, on which the WebGPU provider of onnxruntime-node runs. It takes
 * about a second a network, so what is computed in tests is tiny.
 */

const DRIVER = '/usr/lib/chromium/vk_swiftshader_icd.json'

/** Lets WebGPU run on the driver by software, and says whether it does on `model`; loudly, where it does not. */
export async function findWebgpu(model: Uint8Array): Promise<boolean> {
  process.env.VK_ICD_FILENAMES ??= DRIVER
  process.env.GANVAS_ALLOW_SLOW_DEVICES = '1'
  const usable =
    existsSync(process.env.VK_ICD_FILENAMES) &&
    (await openOn('webgpu', model).then(
      async (session) => {
        await session.release()
        return true
      },
      () => false,
    ))
  if (!usable)
    console.warn(
      'SKIPPED: there is no WebGPU here. It needs libvulkan1 and a Vulkan driver, such as that of Debian’s chromium.',
    )
  return usable
}
