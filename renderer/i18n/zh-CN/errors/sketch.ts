/** A part of `errors`. Drawing with generators. */
export const sketch = {
  sketch: {
    notAGenerator: '模型“{{model}}”不能自行作画：其任务为“{{task}}”。请选择任务为“generate”的模型。',
    wrongGenerator:
      '模型“{{model}}”声称可以作画，但其网络的输入或输出与清单所述不符（{{said}}）。请重新安装该模型。',
    otherInputs:
      '{{file}} 的输入为 {{inputs}}。草绘可以使用的生成网络只接受一行数，以及至多一行表示类别的数，每次一张或任意张图像。请按此导出。',
    otherOutputs:
      '{{file}} 的输出为 {{outputs}}。生成网络应输出固定尺寸的图像，形状为 [1, 3, 高, 宽] 或单通道。请按此导出。',
    closed: '草绘 {{session}} 已关闭，请重新打开。所画的内容仍然保留。',
    noHandles: '模型“{{model}}”的生成网络没有可供拖动点使用的特征。请改为绘制颜色或轮廓。',
    noCandidate: '没有候选图像 {{candidate}}：共有 {{count}} 张，从 0 开始编号。',
    noDirection: '该生成网络有 {{count}} 个方向，却给出了 {{given}} 个数值。请去掉一些。',
    otherLatent:
      '此结果有 {{numbers}} 个数，而模型“{{model}}”需要 {{wanted}} 个：它来自另一个模型。请选择那个模型，或重新开始。',
    unmet:
      '模型“{{model}}”所能画出的图像都不符合这些笔画，现显示最接近的图像。请减少或更换颜色，擦除部分笔画，或选择其他模型。',
    unknownWords: '模型“{{model}}”没有学过：{{unknown}}。它认识 {{known}}。其余文字照常使用。',
    noSuchWord: '模型“{{model}}”不认识“{{word}}”。它认识：{{known}}。',
    noWords: '模型“{{model}}”不能用文字指定内容。请直接绘制您想要的内容。',
    colorMaskSize: '{{mask}} 为 {{maskSize}}，而 {{picture}} 为 {{pictureSize}}。请使两者尺寸相同。',
    foreign:
      '这张照片似乎与模型“{{model}}”学过的类型不同：它所能画出的最接近的图像只能解释照片内容的 {{share}} %。将以此继续。',
    outside: '所选部分位于照片 ({{width}} × {{height}}) 之外。请选择与照片重叠的部分。',
    maskSize: '蒙版为 {{mask}} 像素，照片为 {{photo}} 像素。请按照片的尺寸制作蒙版。',
  },
}
