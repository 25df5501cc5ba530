/** A part of `errors`: networks in files, as they are read, differentiated and written. */
export const networks = {
  onnx: {
    unreadable: '{{file}} 不是 ONNX 模型，或者不完整（{{said}}）。请重新导出该网络。',
    noGraph: '{{file}} 中没有计算图：它不是 ONNX 模型，或者不完整。请重新导出该网络。',
    ownOperators: '{{file}} 定义了自己的算子（{{names}}）。请在导出时内联函数。',
    tooLarge: '{{file}} 大于 2 GB，超出单个文件模型的上限。请在导出时把权重放到外部文件。',
    newerOpset:
      '{{file}} 使用 ONNX opset {{opset}}；能读的最新版本是 {{newest}}。请以 opset {{newest}} 或更旧版本导出。',
    olderOpset:
      '{{file}} 使用 ONNX opset {{opset}}；能读的最旧版本是 {{oldest}}。请以 opset {{oldest}} 或更新版本导出。',
    inputType: '{{file}} 的输入“{{name}}”的 ONNX 元素类型是 {{type}}，不受支持。请以其他类型导出。',
    outputType: '{{file}} 的输出“{{name}}”的 ONNX 元素类型是 {{type}}，运行时无法给出。请先转换其类型。',
    outputMissing: '{{file}} 的输出“{{name}}”没有来源。请重新导出该网络。',
    valueMissing: '{{file}} 的 {{node}} 使用了“{{value}}”，而它没有来源。请重新导出该网络。',
    cycle: '{{file}} 中有环：{{nodes}} 互相需要对方的结果。请重新导出该网络。',
    operands: '{{file}} 的 {{node}} 与它的操作数不符：“{{said}}”。请重新导出该网络。',
    weightType: '{{file}} 的权重“{{name}}”的 ONNX 元素类型是 {{type}}，不受支持。请以其他类型导出。',
    weightEmpty: '{{file}} 的权重“{{name}}”没有数据。请连同权重重新导出模型。',
    weightLength:
      '{{file}} 的权重“{{name}}”有 {{found}} 个元素，而它的形状 {{shape}} 需要 {{needed}} 个。文件已损坏。',
    weightOutside: '{{file}} 的权重“{{name}}”指向模型文件夹之外（“{{location}}”）。请把权重放到模型旁边。',
    weightCutShort:
      '{{file}} 的权重“{{name}}”需要“{{location}}”的第 {{start}} 至 {{end}} 字节，而该文件止于 {{found}}。文件不完整。',
    weightNotFinite:
      '{{file}} 的权重“{{name}}”在位置 {{position}} 的值是 {{value}}。模型在训练或转换时已损坏。',
    weightsMissing: '{{file}} 的权重在“{{location}}”中，而它不存在。请把它放到模型旁边，并按路径打开模型。',
    otherShape: '{{shape}} 与 {{file}} 的输入“{{name}}”不符，后者是 {{dims}}。请给出其他形状。',
    emptyShape:
      '{{file}} 的输入“{{name}}”的形状是 {{dims}}，其中有一个尺寸没有意义。请为“{{name}}”指定完整的形状。',
    openShape:
      '{{file}} 的输入“{{name}}”的形状 {{dims}} 不固定。请按轴的名称给出尺寸，或为“{{name}}”指定完整的形状。',
    weightsTooLarge:
      '权重占 {{size}} MB，而单个文件的模型至多 2 GB。请把权重放到单独的文件中（ganvas export --external）。',
  },
  gradient: {
    refused: '{{node}} 无法求导：{{reason}}。它位于“{{loss}}”与所求梯度的值之间。',
    unknownOperator: '它的算子未知',
    unknownAttribute: '它的属性“{{name}}”属于未支持的类别',
    unknownType: '它的输入“{{name}}”的类型未知',
  },
}
