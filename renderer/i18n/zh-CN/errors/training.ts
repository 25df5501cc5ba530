const lowerTheRate = '请降低学习率：可以从最后一个完好的检查点以新的学习率继续，否则从头开始。'
const needsTwo = '训练至少需要两张 PNG、JPEG、WebP、AVIF、TIFF、GIF、BMP、SVG 或 PSD 图像。'

/** A part of `errors`: what a training says, and the data that it is given. */
export const training = {
  training: {
    noData: '“{{recipe}}”需要训练数据。请用 --data 指定。',
    nothingToResume: '没有可供继续的 {{path}}。请不带 --resume 重新训练。',
    runThere: '{{folder}} 中已有一次训练。请用 --resume 继续，或选择其他文件夹。',
    otherRun:
      '{{path}} 是“{{recipe}}”的训练，批大小为 {{batch}}，种子为 {{seed}}。请以相同设置继续，或在其他文件夹中重新开始。',
    otherData: '接下来使用 {{data}} 的数据；此前使用的是 {{before}}。',
    unevenPasses: '大小为 {{batch}} 的批次无法平均分成 {{parts}} 次。请选择能整除 {{batch}} 的数。',
    wholeBatch: '{{what}}需要看到整个批次，因此不能分 {{parts}} 次进行。请减小批次或网络。',
    noMemory: '只含一个样本的一步也超出内存。请选择更窄的网络或更小的图像，或关闭其他程序。',
    smallerPasses:
      '大小为 {{tried}} 的批次超出内存：从第 {{step}} 步起分 {{parts}} 次进行，每次 {{size}} 个；除批统计量外结果相同。',
    stalled: '自第 {{step}} 步起，留出图像上的指标不再变好。可以停止训练：最佳检查点已保留。',
    stalledDrawn: '自第 {{step}} 步起，所画图像的最细细节不再接近您的图像。可以停止训练。',
    stoppedStalled: '训练已自行停止：自第 {{step}} 步起没有任何改善。',
    criticWins:
      '判别器几乎总能分辨生成图像与真实图像，因此从中能学到的已所剩无几。增加图像或降低学习率可能有帮助。',
    noiseHelps: '给判别器所见的图像加入噪声会有帮助：请将设置中的“噪声”设为 0.3 后重新开始。',
    drawsAlike: '它画出的图像彼此相似：可能只学会了一种图像。如果样本一直如此，请换一个目标或种子重新开始。',
    lostOnDevice:
      '设备丢失了它所保存的训练数据（{{reason}}）：从第 {{step}} 步继续，此后一切都保存在内存中。',
    lossNotFinite: `第 {{step}} 步时“{{report}}”变为 {{value}}。${lowerTheRate}`,
    lossAndTensorNotFinite: `第 {{step}} 步时“{{report}}”变为 {{value}}；最先超出范围的张量是“{{tensor}}”。${lowerTheRate}`,
    tensorNotFinite: `第 {{step}} 步时张量“{{tensor}}”的数值超出范围。${lowerTheRate}`,
    noCheckpoint: '{{file}} 不是训练的检查点。',
    newerCheckpoint: '{{file}} 由更新版本的 Ganvas 写入（检查点版本 {{version}}）。请更新 Ganvas 后再继续。',
    damagedCheckpoint: '{{file}} 已损坏或不完整：校验和不符。',
    lostState:
      '检查点缺少训练所需的 {{count}} 个张量，例如“{{tensor}}”，可能来自其他版本或其他选项。它们将重新开始：损失可能跳变，需要一段时间才能恢复。',
    lostWeights: '模型没有的权重将从头开始训练：共 {{count}} 个，例如“{{tensor}}”。',
    skipped: '已跳过 {{file}}：{{reason}}。',
    otherSize: '张量“{{tensor}}”的形状是 {{shape}}，而网络需要 {{wanted}}。请按原来的尺寸训练。',
    unetSides:
      '深度为 {{depth}} 的 U-Net 要求边长是 {{multiple}} 的倍数，而不是 {{width}}x{{height}}。请减小深度或改变尺寸。',
    autoencoderSide: '无法构建 {{size}} 像素的自编码器：其边长必须是 8、16、32、64……',
    badNetwork: '{{file}} 没有描述任何网络。请从该网络重新开始训练。',
    dcganSide: '无法构建 {{size}} px 的 DCGAN：边长必须是 8、16、32、64……',
  },
  trainingData: {
    unreadableFolder: '无法读取数据文件夹 {{folder}}（{{code}}）。{{hint}}',
    checkPath: '请检查路径。',
    belongTogether: '成对的图像应以相同的名称放在 {{folders}} 中。',
    byEqualNames: '{{folders}}（按相同名称）',
    noPicture: `{{where}} 中没有图像。${needsTwo}`,
    onePicture: `{{where}} 中只有一张图像。${needsTwo}`,
    noPictureLeft: `{{where}} 中没有可供训练的图像；每 {{heldOut}} 张留出一张作检验。${needsTwo}`,
    onePictureLeft: `{{where}} 中只有一张可供训练的图像；每 {{heldOut}} 张留出一张作检验。${needsTwo}`,
    noneUsable: '{{count}} 张图像均无法使用。第一张 {{file}}：{{reason}}。',
    noneUsableBeside: '{{file}} 及其旁边的 {{count}} 张图像均无法使用。',
    cropTooLarge: '以 {{loadSize}} px 载入的图像无法裁剪到 {{cropSize}} px。请载入得更大，或减小裁剪。',
    noClass: '{{folder}} 中没有文件夹：其中的文件夹即类别，至少要有两个。',
    oneClass: '{{folder}} 中只有一个文件夹 {{only}}：其中的文件夹即类别，至少要有两个。',
    captionAlone:
      '{{file}} 描述的图像不存在。请把图像以 {{stem}}.png 或 {{stem}}.jpg 放在它旁边，或移走该文本。',
    nothingSaid: '没有对 {{file}} 的描述：其文件名和旁边同名的文本文件中都没有词语。',
    oneCaption:
      '{{folder}} 中所有图像的描述都相同，因此无从指定要画什么。请在文件名中，或在每张图像旁的同名文本文件中写出它们的区别。',
    noMixture: '没有名为“{{name}}”的混合分布。可选：{{known}}。',
  },
}
