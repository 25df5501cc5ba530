/** A part of `errors`: recipes, their options, and networks that losses look through. */
export const recipes = {
  recipes: {
    missing: '没有名为“{{name}}”的训练方案。可选：{{known}}。',
    noOption: '训练方案“{{recipe}}”没有选项“{{option}}”。查看其选项：ganvas train --list',
    badOption: '训练方案“{{recipe}}”的 {{option}} 不能取“{{value}}”：{{said}}。',
    oneFolder: '配对方式“{{pairing}}”只用一个文件夹。请去掉 --second {{second}}，或选择 --pairing files。',
    residualChannels:
      '--residual 要求结果与输入的通道数相同，且不用 --palette；配对方式“{{pairing}}”由 {{inputs}} 个通道得出 {{outputs}} 个。请去掉它。',
    paletteChannels:
      '--palette 用于三通道的图画和结果；配对方式“{{pairing}}”由 {{inputs}} 个通道得出 {{outputs}} 个。请去掉它。',
    noTensor: '这次训练没有张量“{{tensor}}”。请以训练时的选项发布。',
    noGlyphs: '{{folder}} 中没有尺寸相同的字形：每种风格都需要 NAME.json 和 NAME.glyphs。',
    noLearnedStyle: '{{folder}} 中没有风格“{{style}}”的字形：需要 {{style}}.json 和 {{style}}.glyphs。',
    noStylesYet:
      '学习单个风格需要已会画其他风格的网络：即 {{folder}} 中除它之外的 {{others}} 种。请用 --from 指定这样的模型。',
    glyphsCutShort: '{{path}} 缺失或不完整：应有 {{needed}} 字节，实有 {{found}}。请重新生成。',
  },
  features: {
    needed: '“{{option}}”需要一个用来比较特征的网络。请用 --features FILE 给出其文件。',
    noCriticLayers: '请用 --critic-layers a,b,c 说明判别器依据 {{file}} 的哪些层。',
    noLayers: '请用 --layers a,b,c 说明在 {{file}} 的哪些层上比较图像。',
    layerWeights: '--layer-weights “{{weights}}”不是 {{count}} 个不小于 0 的数，--layers 的每一层需要一个。',
    noWeight:
      '--features {{file}} 没有权重。请用 --perceptual-weight、--style-weight、--category-weight 或 --feature-critic 说明它的分量。',
    noStyle: '--style-weight 需要该风格的图像。请用 --style DIR 给出其文件夹。',
    noCategory: '--category-weight 需要一个类别。请用 --category N 给出其编号。',
    channels: '--features 查看红、绿、蓝三通道的图像，而结果有 {{channels}} 个通道。请去掉它。',
    otherCategory:
      '--category {{category}} 不在 {{file}} 的“{{layer}}”所区分的 {{count}} 个类别之内。请给出 0 到 {{last}} 之间的数。',
    unreadable: '无法读取 --{{option}} 的网络 {{file}}（{{code}}）。请给出 .onnx 文件的路径。',
    noLayer: '{{file}} 没有层“{{layer}}”。它有：{{outputs}}；也可以给出中间值的名称，如 ONNX 查看器所示。',
    otherInput:
      '{{file}} 的输入是 {{inputs}}，而不是一张 {{shape}} 的图像。请给出适用于此尺寸或任意尺寸图像的网络。',
    wholeNumbers: '{{file}} 的层“{{layer}}”的类型是 {{type}}，没有梯度。请选择其他层。',
    constant: '{{file}} 的层“{{layer}}”对每张图像都相同。请选择其他层。',
    noGradient: '{{file}} 的层“{{layer}}”不能用于损失：{{reason}} 请选择它之前的层。',
    otherNetwork:
      '{{file}} 与这次训练开始时的 {{before}} 不是同一个网络：其 SHA-256 开头是 {{sha256}}，而不是 {{sha256Before}}。请用 --{{option}} 给出原来的文件，或在其他文件夹中重新开始。',
  },
}
