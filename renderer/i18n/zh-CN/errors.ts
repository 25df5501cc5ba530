import type en from '../en/errors.ts'
import type { SameKeys } from '../types.ts'
import { engine } from './errors/engine.ts'
import { files } from './errors/files.ts'
import { networks } from './errors/networks.ts'
import { projects } from './errors/projects.ts'
import { recipes } from './errors/recipes.ts'
import { servers } from './errors/servers.ts'
import { sketch } from './errors/sketch.ts'
import { training } from './errors/training.ts'

export default {
  titles: {
    'invalid-input': '数值不符合要求',
    'unreadable-file': '无法读取文件',
    unsupported: '不支持',
    'too-large': '过大',
    'newer-version': '由更新版本的 Ganvas 创建',
    'not-found': '未找到',
    exists: '文件已存在',
    disk: '磁盘拒绝写入',
    cancelled: '已取消',
    'engine-lost': '引擎已停止',
    unavailable: '此处不可用',
    internal: 'Ganvas 出现问题',
  },
  during: '{{action}}：{{title}}',
  ...files,
  ...projects,
  blend: {
    outside: '物体位于照片 ({{width}} × {{height}}) 之外：请移动物体，使两者重叠。',
    emptyMask: '在物体可见之处蒙版是空的，没有可融合的内容。请涂抹要保留的部分。',
    transparent: '物体完全透明，没有可融合的内容。',
    previewClosed: '预览会话 {{session}} 已关闭，请重新打开。',
  },
  cutout: {
    closed: '抠图会话 {{session}} 已关闭，请重新打开。',
    sizes: '蒙版为 {{mask}} 像素，而图片为 {{picture}} 像素。请使蒙版与图片大小一致。',
    empty: '蒙版为空，没有可调整的边缘。请先选择一些内容。',
  },
  translate: {
    smallerTiles: '内存不足以处理这么大的图块，将改用较小的图块绘制。',
    noPairing: '无法为模型“{{model}}”从照片生成草图：它的训练输入不是由照片制成的。',
    noHints: '此模型不接受提示色。请选择线稿模型，或由灰度和提示色训练的模型。',
    hintsSize: '提示色为 {{hints}} 像素，图像为 {{picture}} 像素。请按图像的尺寸制作带透明度的提示色。',
    noMemory: '内存不足，无法重绘此图像。请为网络选择较小的尺寸，或关闭其他程序。',
  },
  batch: {
    noPictures: '{{folder}} 中没有图像。Ganvas 可以打开 PNG、JPEG、WebP、AVIF、TIFF、GIF、BMP、SVG 和 PSD。',
    sameResult: '{{first}} 和 {{second}} 都会变成 {{result}}。请重命名其中一个。',
    replaces: '{{path}} 是待处理的图像之一，结果会将其覆盖。请为结果选择其他文件夹。',
    missing: '文件或文件夹 {{path}} 不存在。',
    layers: '{{path}} 包含图层；请先将其导出为单张图像。',
    sixteenBits: '{{path}} 每通道为 {{bits}} 位，已降为 8 位。',
    sixteenBitsFirst: '{{path}} 每通道为 {{bits}} 位，已降为 8 位；其他此类图像也是如此。',
    nothingToBlend: '{{path}} 中没有可融合的内容。参见：ganvas blend --help',
    strangeColumn: '{{path}} 有一列“{{column}}”；可用的列是 {{columns}}。',
  },
  models: {
    harmonizerUnavailable: '无法使用“协调”方法。{{reason}}在此之前，请使用其他方法。',
    noHarmonizer: '模型“{{model}}”不能根据对象的统计数据给出颜色变换。请重新安装该模型。',
    anchorUnavailable: '无法使用锚定图像“融合网络”。{{reason}}在此之前，请使用“合成图”或“背景”。',
    missing: '模型“{{model}}”尚未安装：文件夹 {{folder}} 不存在。',
    notInstalled: '模型“{{model}}”尚未安装。参见：ganvas models list',
    newer:
      '{{path}} 的版本为 {{version}}，而此 Ganvas 支持的版本为 {{known}}。请更新 Ganvas 后再使用该模型。',
    damaged: '{{path}} {{fault}}。请重新安装该模型。',
    wrongKind: '模型“{{model}}”不能由 {{side}} 像素的合成图及其覆盖范围得出图像。请重新安装该模型。',
    moveInside: '文件夹 {{folder}} 位于当前文件夹之内。请选择其他文件夹。',
    movePath: '“{{folder}}”不是文件夹的完整路径。请从磁盘根目录写起。',
    moveExists: '{{folder}} 中已有模型“{{model}}”。请选择其他文件夹。',
    removeBundled: '模型“{{model}}”随 Ganvas 提供，予以保留。只能移除您自己的模型。',
    noClasses: '该训练没有记录它学会了哪些类别。请用 --resume 再训练一步，然后发布。',
    otherWords: '该训练有 {{classes}} 个类别，却给出了 {{words}} 个词。请为每个类别各给一个词。',
    noTranslation: '模型“{{model}}”不是重绘模型：其任务为“{{task}}”。请选择其他模型。',
    wrongTranslation: '模型“{{model}}”声称可重绘图像，但其网络给出的颜色与清单所述不符。请重新安装该模型。',
    there: '{{folder}} 中已有模型“{{model}}”。请换一个标识，或替换它。',
    halfBeside: '半精度权重不能存放在单独的文件中。请以单精度导出，或导出为单个文件。',
    weightsUnreadable: '{{file}} 的权重存放在“{{location}}”中，但无法读取（{{code}}）。请把它放在模型旁边。',
    otherRun: '{{file}} 来自“{{recipe}}”的训练。可以发布的是 {{published}} 的训练。',
    oneDirection: '模型“{{model}}”只能单向重绘。请选择正向。',
    cannotRun: '无法运行模型“{{model}}”的网络：{{said}} 请重新安装该模型，或换一个模型。',
  },
  fonts: {
    notAFont: '{{name}} 不是 Ganvas 可读取的字体。可读取的格式为 TTF、OTF、TTC、WOFF 和 WOFF2。',
    damaged: '字体 {{name}} 已损坏或不完整。请换用另一份副本。',
    tooLarge: '{{name}} 解压后超过 {{limit}} MB。请使用较小的字体。',
    noSuchFace:
      '{{name}} 含有 {{count}} 个字体，编号从 0 开始，没有编号为 {{index}} 的字体。请选择其他编号。',
    noCharacterMap: '{{name}} 没有说明字符与字形的对应关系（没有可用的“cmap”表）。请用字体编辑器重新导出。',
    noOutlines: '{{name}} 没有轮廓：其字形由位图、彩色图像或彩色图层组成，或者是空的。请选择带轮廓的字体。',
    notVariable: '{{name}} 不是可变字体，没有轴“{{axis}}”。请去掉该轴。',
    noAxis: '{{name}} 没有轴“{{axis}}”。它的轴为：{{axes}}。',
    axisRange: '{{name}} 的轴“{{axis}}”的范围为 {{min}} 到 {{max}}，不能设为 {{value}}。',
    restricted:
      '未经作者许可，不得修改或传播 {{name}}：它的嵌入许可是受限的（{{level}}）。请先取得许可，然后确认已取得。',
    embedding: '{{name}} 声明只可嵌入文档（{{level}}）。传播由它制作的字体之前，请先询问作者。',
    lacks: '{{name}} 缺少 {{total}} 个字符中的 {{count}} 个，例如 {{examples}}。这些字符已略去。',
    openLicence:
      '{{name}} 采用 SIL 开放字体许可证。新字体仍采用该许可证，名为“{{family}}”，并保留原有的版权声明。',
    reservedName: '名称“{{family}}”含有“{{reserved}}”，{{name}} 的许可证把它留给原字体。请另取名称。',
    noUfo: '{{path}} 是文件夹，但不是可以替换的 UFO。请另取名称。',
    flagged: '{{total}} 个字形中有 {{count}} 个可能不正确，例如 {{examples}}。请检查它们。',
    noFontModel: '模型“{{model}}”不会画字体。请选择会画字体的模型：{{models}}。',
    sameScript: '模型“{{other}}”和“{{model}}”绘制的是同一类字符。汉字与假名、字母请各给一个模型。',
    noStyle: '模型“{{model}}”没有风格“{{style}}”。它有：{{styles}}。',
    noStyleWeight: '各风格的权重加起来为零。请给其中一个大于 0 的权重。',
    fewReferences:
      '{{given}} 个字形中有 {{count}} 个可供学习，而学习一种风格至少需要 {{least}} 个。其中源字体缺少的字符 {{lacking}} 个，模型不绘制的 {{other}} 个，em 内没有墨迹的 {{empty}} 个。请再添加一些。',
    noPictures:
      '{{folder}} 中没有以字符命名的图片（例如 永.png 或 U+6C38.png），也没有模板的页面。请这样命名各字形的图片。',
    sameReferences: '该风格的所有字形都相同：其字体可能以同一图形代替缺少的字符。请选择其他字形。',
    damagedGlyph:
      '{{name}} 是损坏或不完整的字体：其字形“{{glyph}}”的文件缺失或无法读取。请用字体编辑器重新保存。',
    ufoCircle: '{{name}} 的字形“{{glyph}}”是自身的部件。请在字体编辑器中将其分解。',
    ufoMissing:
      '{{name}} 的字形“{{glyph}}”使用了不存在的部件“{{base}}”。请添加该部件，或在字体编辑器中分解该字形。',
    templateEmpty: '没有可以印出格子的字符。请以文本或字符集选择空格以外的字符。',
    templateKind: '模板以 PDF 写出：请给 {{path}} 一个以 .pdf 结尾的名称。',
    templateLarge: '模板可容纳 {{limit}} 个字符，而要求的是 {{count}} 个。请分几份打印。',
    cellsEmpty: '{{name}} 中以下字符的格子里没有写任何内容，已略去：{{characters}}',
    cellsCut: '{{name}} 中以下字符的墨迹超出了格子，已略去：{{characters}}',
    cellsTorn: '{{name}} 中以下字符的格子有一部分被撕掉或在图片之外，已略去：{{characters}}',
    cellsUnread:
      '{{name}} 中有 {{count}} 个格子有墨迹，但读不出是哪个字符，已略去；可在“字体”页中为其指定字符。',
    sheetEmpty: '{{name}} 上没有字形：纸上没有写任何内容。请选择另一张图片，或写得比参考线更深。',
    sheetText: '{{name}} 不是打印的模板。请按阅读顺序写出其中的字符。',
    sheetUnread:
      '{{name}} 上有模板的定位标记，但读不出页码。请把纸铺平，使光线均匀，对焦拍下整页；或按阅读顺序写出其中的字符。',
    noWork: '没有名为“{{name}}”的制作中字体。请选择其他字体，或新建一个。',
    noInk: '图片中没有深色部分，也就没有字形。请用黑色画在白色或透明的底上。',
    noGlyph: '源字体没有“{{character}}”的字形。请画出它，或去掉这个字符。',
    noGlyphs: '没有可写入的字形。请选择源字体中有的字符。',
    manyGlyphs: '字体文件在此最多容纳 {{limit}} 个字形，而现在有 {{count}} 个。请减少字符。',
    withoutInk: '{{character}}（U+{{code}}）的字形是空的，字体不能让它什么都不显示。请画出它，或去掉该字符。',
    outOfGrid:
      '{{character}}（U+{{code}}）的字形离原点达 em 的千分之 {{reach}}；字体最多容纳千分之 {{limit}}。请缩小它。',
    version: '版本“{{version}}”的形式应为 1.000：带三位小数的数字。',
    familyName:
      '字体家族名“{{name}}”只能由 ASCII 字符组成并含有字母或数字，这样所有程序都能读取。中文和日文名称可另行填写。',
    styleName: '样式名“{{name}}”只能由 ASCII 字符组成并含有字母或数字，例如 Regular 或 Bold Italic。',
  },
  imports: {
    severalInputs:
      '{{file}} 有 {{count}} 个输入（{{names}}），而重绘模型只有一个：一张图片。请导出只有一个输入的网络。',
    inputType: '{{file}} 的输入“{{name}}”的类型是 {{type}}；图片应为浮点数或字节。请以这样的输入导出。',
    rank: '{{file}} 的输入“{{name}}”的形状是 {{shape}}，而图片有四个轴：批次、通道、高和宽。请以这样的输入导出网络。',
    batch: '{{file}} 的输入“{{name}}”一次接收 {{batch}} 张图片。请导出接收一张或任意张图片的网络。',
    noPicture: '{{file}} 不产生图片：它的输出是 {{names}}。请导出以图片为输出的网络。',
    strangeChannels:
      '{{file}} 把 {{taken}} 个通道变成 {{given}} 个。可以导入的网络接收并给出灰度或 RGB，或为亮度上色（1 变 2）。',
    computesNothing: '{{file}} 中没有网络：输入与输出之间没有任何算子。请导出网络本身。',
    generator:
      '{{file}} 由数 “{{name}}”{{shape}} 画出图片，没有图片输入。这是生成器，属于任务“generate”；此处可以导入的是把图片变成图片的网络。',
    enlargesAsStyle: '输出“{{output}}”的边长是输入的 {{factor}} 倍，只有“风格”类可以如此。请选择该种类。',
    noSize:
      '在所有试过的尺寸下，{{file}} 的“{{output}}”都与输入尺寸不同。可以导入的网络须保持图片尺寸，或给出其整数倍。',
    otherSize: '对 {{from}} 像素的图片，输出“{{output}}”为 {{to}}。请选择其他尺寸或其他布局。',
    channels:
      '输入 {{taken}} 个通道、输出 {{given}} 个通道的网络不能是“{{kind}}”类。请选择其他种类或其他布局。',
    dropoutPlace: '一个 dropout 作用于形状为 {{shape}} 的数，无法由它产生变体。请关闭 dropout。',
    closed: '刚才查看的模型已不再保留。请重新打开它的文件。',
    failed: 'ONNX Runtime 无法以这些设置运行 {{file}}。它说：“{{reason}}”',
    exists: '已有模型“{{model}}”。请换一个名称，或替换它。',
    bundled: '模型“{{model}}”随 Ganvas 提供，予以保留。请换一个名称。',
  },
  comparison: {
    exact: '以一个小输入与 {{file}} 比较：结果完全相同。',
    same: '以一个小输入与 {{file}} 比较：结果相同，相差不超过最大数的 {{percent}} %。',
    differs:
      'Ganvas 由 {{file}} 生成的文件与 {{file}} 结果不同：对一个小输入，“{{output}}”相差其最大数的 {{percent}} %。该文件不予使用；请连同原文件一起报告此问题。',
    differsAt:
      'Ganvas 由 {{file}} 生成的文件与 {{file}} 结果不同：对一个小输入，“{{output}}”相差其最大数的 {{percent}} %，从 {{operator}} 产生的“{{value}}”开始。该文件不予使用；请连同原文件一起报告此问题。',
    rewrittenFails:
      'ONNX Runtime 能运行 {{file}}，却不能运行 Ganvas 由它生成的文件。它说：“{{reason}}”该文件不予使用；请连同原文件一起报告此问题。',
    originalFails:
      '无法把 Ganvas 由 {{file}} 生成的文件与它比较，因为 ONNX Runtime 不能以小输入直接运行 {{file}}。它说：“{{reason}}”',
    random: '无法把 Ganvas 由 {{file}} 生成的文件与它比较，因为 {{file}} 每次的结果都不同。',
    tooLarge: '没有把 Ganvas 由 {{file}} 生成的文件与它比较，因为这大约需要 {{megabytes}} MB 内存。',
    impossible: '无法把 Ganvas 由 {{file}} 生成的文件与它比较：{{reason}}',
  },
  importReasons: {
    layout: '输入的形状是 {{shape}}，即 {{layout}}。',
    orderUsual: '文件没有说明顺序；通常为 {{order}}。',
    orderMeans: '它的第一步使用 {{order}} 顺序的 ImageNet 均值。',
    inputSteps: '它的前几步把这个范围变换到网络所用的范围。',
    inputLikeOutput: '文件没有说明；多数网络的输入与输出范围相同。',
    outputEnd: '网络以 {{operator}} 结尾。',
    outputOpen: '输出没有界限；采用常见的范围。',
    outputMeasured: '在样本上得到 {{min}} 到 {{max}} 的数。',
    multiple: '经试验：尺寸为 {{multiple}} 的倍数时图片尺寸不变。',
    fixed: '该网络只能在 {{width}} x {{height}} 下工作。',
    sideOpen: '文件没有规定尺寸；pix2pix 和 CycleGAN 以 256 训练。',
    sideOwn: '文件规定 {{side}} 像素。',
    kindEnlarges: '它给出边长为输入 {{factor}} 倍的图片；大图分块处理。',
    kindColor: '一个通道变两个：由亮度得到色度。',
    kindStyle: '它可在任意尺寸下运行，因此大图分块处理。',
    kindDrawing: '它在较大尺寸的倍数下运行，与绘画类网络相同。',
    kindFixed: '它只在一个尺寸下运行；结果沿轮廓放大。',
    kindVariations: '它的 dropout 给出变体，与绘画类网络相同。',
    draws: '文件没有说明；任何图片都可以。',
    normalisationNone: '它没有批归一化。',
    normalisationPicture: '它的批归一化处于训练模式，使用每张图片自身的统计量。',
    normalisationRunning: '它的 {{count}} 个批归一化使用训练中积累的统计量。',
    dropoutNone: '它没有 dropout。',
    dropoutActive: '它的 {{count}} 个 dropout 处于启用状态，与 pix2pix 使用时相同。',
    dropoutOff: '它的 {{count}} 个 dropout 在文件中是关闭的。',
    output: '“{{output}}”是第一个图片输出。',
  },
  importWarnings: {
    batchTraining:
      '该文件以训练模式导出：{{count}} 个批归一化使用图片自身的统计量。pix2pix 使用时如此，这里也如此；多数其他程序对这样的文件会显示错误的颜色。',
    batchRunning:
      '它的 {{count}} 个批归一化使用训练中积累的统计量。pix2pix 若不加 --eval，则使用每张图片自身的统计量：如果结果灰暗或模糊，请试试后者。',
    dropoutActive:
      '它的 {{count}} 个 dropout 处于启用状态，因此每次运行都不同。这里每个种子给出一个可重现的变体。',
    folded:
      '它有 dropout 却没有归一化：导出程序用训练中积累的统计量把批归一化并入了其他层。如果结果灰暗，请以 dynamo=False 和 training=TrainingMode.PRESERVE 导出。',
    severalOutputs: '它有 {{count}} 个输出（{{names}}）。使用“{{output}}”。',
    dynamic: '文件没有规定某些尺寸（{{axes}}）。可用的尺寸由试验得出。',
    blackBoxes: '有些运算由 ONNX Runtime 原样运行：{{operators}}。该模型可以使用，但不能微调。',
    outside: '输出的数有 {{percent}} % 超出范围。请选择其他输出范围。',
    flat: '输出是单一颜色。请选择其他范围。',
    notNumbers: '输出不是数。请选择其他输入范围。',
  },
  modelFaults: {
    otherFile: '与“{{model}}”的清单所描述的文件不符',
    noManifest: '不是模型清单：{{issue}}',
    otherFolder: '描述的是模型“{{described}}”，却位于“{{model}}”的文件夹中',
    notJson: '不是 JSON',
  },
  lab: {
    adviceLines: '其中一类是素底上的线条：轮廓应保持原位。',
    adviceShapes: '两类之间的形状相似度为同类内部的 {{percent}}%：形状应当改变。',
    adviceLooks: '两类之间的形状相似度为同类内部的 {{percent}}%：颜色与纹理应当改变。',
    notOurs: '模型“{{model}}”不是由 Ganvas 的方案训练的，因此无法在此继续训练。请选择其他模型，或从零开始。',
    notTrainable: '该网络无法训练：{{reason}}请选择其他网络。',
    otherShape:
      '该网络由 {{taken}} 生成 {{made}}，而此训练需要 {{wanted}}（通道、高、宽）。请选择其他类型的数据，或其他网络。',
    nothingToTrain: '该网络没有可训练的权重。请选择其他网络。',
    notSquare:
      '该网络只接受 {{width}} x {{height}} 的图片，而训练使用正方形。请选择接受正方形或任意尺寸的网络。',
    otherRecipe: '模型“{{model}}”由方案“{{recipe}}”训练，而不是“{{wanted}}”。请使用它自己的方案进行训练。',
    noPictures:
      '{{folder}} 中没有图像。请选择包含 PNG、JPEG、WebP、AVIF、TIFF、GIF、BMP、SVG 或 PSD 文件的文件夹。',
    onePicture: '{{folder}} 中只有一张图像。训练至少需要两张，二十张是不错的开始。',
    tooFew: '{{folder}} 中有 {{count}} 张图像，其中 {{heldOut}} 张留作检验。训练至少还需要两张，请添加一些。',
    noPairs: '{{input}} 中没有与 {{target}} 中文件同名的文件。成对的图像应同名，扩展名可以不同。',
    noneUsable: '已打开的 {{count}} 张图像均无法使用。第一张 {{file}}：{{reason}}。',
    noRun: '没有名为“{{name}}”的训练，可能已被删除。',
    notRunning: '训练“{{name}}”当前没有运行。',
    busy: '“{{title}}”正在训练。请先停止它，或等待其完成。',
    elsewhere: '“{{title}}”正由本机上的另一个工作室训练。请在那里暂停、停止或继续。',
    stillRunning: '“{{title}}”正在训练。请先停止再删除。',
    noSample: '训练“{{name}}”没有第 {{step}} 步的样本。',
    noCheckpoint: '还没有可发布的内容：首个检查点尚未生成。',
  },
  ...networks,
  ...recipes,
  ...training,
  labFaults: {
    alone: '{{folder}} 中没有同名图像',
    sameStem: '{{used}} 与它仅扩展名不同，且已被使用',
    unreadable: '无法读取：{{said}}',
    tooSmall: '尺寸为 {{width}}x{{height}}，小于裁剪尺寸 {{cropSize}} px',
    otherSize: '{{name}} 的尺寸是 {{width}}x{{height}}，而不是 {{wantedWidth}}x{{wantedHeight}}',
    oddWidth: '宽度 {{width}} 像素为奇数，无法分成相等的两半',
    unequal: '尺寸为 {{width}} × {{height}} 像素，而与之成对的 {{other}} 为 {{otherWidth}} × {{otherHeight}}',
  },
  ...sketch,
  ...engine,
  ...servers,
} satisfies SameKeys<typeof en>
