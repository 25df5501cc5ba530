/** A part of `errors`. The processes of Ganvas, and the devices that it computes on. */
export const engine = {
  devices: {
    fallback: '无法使用{{device}}，因此改用处理器。{{reason}}',
    unusable: '无法使用{{device}}。{{reason}}请选择其他设备。',
    because: '{{need}}{{cause}}',
    said: '其运行库报告：“{{words}}”',
    noAnswer: '它在 {{seconds}} 秒内没有响应。',
    crashed: '其驱动程序使进程异常终止 ({{how}})。',
    wrongFigures: '其计算结果有误。',
    differs:
      '{{device}}计算“{{network}}”的结果与处理器不同，相差最大数值的 {{difference}}，允许值为 {{limit}}。改由处理器计算。',
    slower: '{{device}}计算“{{network}}”需要 {{seconds}} 秒，处理器只需 {{cpu}} 秒。改由处理器计算。',
    cudaMissing:
      '这台机器有 NVIDIA 显卡，但缺少 ONNX Runtime 所需的库（{{files}}）。可运行“npm run devices -- cuda”或在“设置”中下载，约 {{megabytes}} MB。它们需要 CUDA 12 和 cuDNN 9。',
    installing: 'ONNX Runtime 的安装程序说：“{{line}}”',
    cudaNotInstalled: '无法下载 CUDA 所需的库（{{said}}）。请检查网络后重试。',
    failed: '{{device}}计算“{{network}}”失败（{{reason}}）。改由处理器计算。',
  },
  deviceNames: {
    cuda: 'NVIDIA 显卡 (CUDA)',
    dml: '显卡 (DirectML)',
    coreml: 'Apple Core ML 加速',
    webgpu: '显卡 (WebGPU)',
    cpu: '处理器 (CPU)',
    server: '服务器',
  },
  deviceNeeds: {
    cuda: '需要 NVIDIA 驱动程序、CUDA 12 与 cuDNN 9，以及 ONNX Runtime 的 CUDA 库。',
    dml: '需要 Windows 10 或更高版本，以及支持 DirectX 12 的显卡。',
    coreml: '需要运行 macOS 的 Mac。',
    webgpu: '需要带有 Vulkan、Metal 或 DirectX 12 驱动程序的显卡。',
    cpu: '没有其他要求。',
  },
  connection: {
    lost: '{{peer}}已停止，正在重新启动，请稍后重试该操作。',
    notStarted: '{{peer}}未能启动（{{reason}}）。请重新启动它。',
    unreachable: '无法连接到{{peer}}。请重新加载工作室，或重新启动它。',
  },
  peers: {
    engine: '引擎',
    window: '窗口',
  },
}
