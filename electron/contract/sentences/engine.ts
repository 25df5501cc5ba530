/** The processes of Ganvas, and the devices that it computes on. */
export const engineSentences = {
  devices: {
    fallback: '{{device}} cannot be used, so the processor is used instead. {{reason}}',
    unusable: '{{device}} cannot be used. {{reason}} Choose another device.',
    because: '{{need}} {{cause}}',
    said: 'It said: "{{words}}"',
    noAnswer: 'It gave no answer in {{seconds}} seconds.',
    crashed: 'Its driver ended the process ({{how}}).',
    wrongFigures: 'It computed wrong figures.',
    differs:
      '{{device}} computes {{network}} otherwise than the processor, by {{difference}} of the largest number where {{limit}} is allowed. The processor computes it.',
    slower:
      '{{device}} takes {{seconds}} s for {{network}} where the processor takes {{cpu}} s. The processor computes it.',
    cudaMissing:
      'An NVIDIA graphics card is here, and ONNX Runtime’s libraries for it are not ({{files}}). "npm run devices -- cuda" or Settings fetches them, about {{megabytes}} MB. They need CUDA 12 and cuDNN 9.',
    installing: 'ONNX Runtime’s installer says: "{{line}}"',
    cudaNotInstalled:
      'The libraries for CUDA could not be fetched: {{said}} Check the network, then try again.',
    failed: '{{device}} failed at {{network}} ({{reason}}). The processor computes it.',
  },
  deviceNames: {
    cuda: 'NVIDIA graphics card (CUDA)',
    dml: 'Graphics card (DirectML)',
    coreml: 'Apple Core ML',
    webgpu: 'Graphics card (WebGPU)',
    cpu: 'Processor (CPU)',
    server: 'Server',
  },
  deviceNeeds: {
    cuda: "It needs NVIDIA's driver, CUDA 12 with cuDNN 9, and ONNX Runtime's CUDA libraries.",
    dml: 'It needs Windows 10 or later and a GPU with DirectX 12.',
    coreml: 'It needs macOS on a Mac.',
    webgpu: 'It needs a GPU with a Vulkan, Metal or DirectX 12 driver.',
    cpu: 'It needs nothing more.',
  },
  connection: {
    lost: '{{peer}} stopped. It is being started again; repeat the action.',
    notStarted: '{{peer}} did not start ({{reason}}). Start it again.',
    unreachable: '{{peer}} cannot be reached. Reload the studio or start it again.',
  },
  peers: {
    engine: 'The engine',
    window: 'The window',
  },
} as const
