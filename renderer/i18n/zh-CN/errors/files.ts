const opens = 'Ganvas 可以打开 PNG、JPEG、WebP、AVIF、TIFF、GIF、BMP、SVG、PSD 和 Ganvas 项目。'

/** A part of `errors`. Files that are opened and written, and the sizes of pictures. */
export const files = {
  files: {
    missing: '文件 {{path}} 不存在，可能已被移动或重命名。',
    folderMissing: '文件夹 {{path}} 不存在，可能已被移动或重命名。',
    exists: '{{path}} 已存在。请换一个名称，或选择替换。',
    tooLarge: '{{path}} 的大小为 {{size}} GB，超过了 {{limit}} GB 的上限。',
    empty: `{{name}} 是空文件。${opens}`,
    plainText: `{{name}} 是纯文本文件。${opens}`,
    noPicture: `{{name}} 中没有图像。${opens}`,
    damaged: '{{name}} 已损坏或不完整，无法作为 {{format}} 文件读取。请打开它的其他副本。',
    heic: '{{name}} 是 HEIC 图像，其编解码器受专利保护，未包含在 Ganvas 中。请先另存为 JPEG 或 PNG。',
    cameraRaw:
      '{{name}} 是相机 RAW 图像（DNG、CR2、NEF、ARW 等），Ganvas 不做显影。请先用 RAW 转换软件转为 TIFF、PNG 或 JPEG。',
    feature:
      '{{name}} 是含有 {{feature}} 的 {{format}} 文件，不支持该特性。请先在其他软件中另存为 PNG 或普通 {{format}}。',
    floatSamples: '{{name}} 使用浮点采样 ({{depth}})。请先转换为每通道 8 位或 16 位。',
    bmpVariant:
      '{{name}} 是每像素 {{depth}} 位、压缩方式为 {{compression}} 的 BMP，Ganvas 无法读取。请先另存为 PNG。',
    psdColors: '{{name}} 的颜色模式为{{colors}}。请先在原来的程序中转换为 RGB。',
    psdNotMerged: '{{name}} 只含图层，没有合并后的图像。请以最大兼容性重新保存，或导出为 PNG。',
    psdTooLarge: '{{name}} 的图层超过了 PSD 文件 2 GB 的上限。请合并部分图层，或保存为 Ganvas 项目。',
    webpTooLarge:
      'WebP 图像的边长不能超过 {{limit}} 像素，而此图像为 {{width}} × {{height}} 像素。请选择 PNG 或 TIFF。',
    sampleIncomplete: '示例缺少 {{folder}} 中的图像“{{raster}}”。请重新安装 Ganvas。',
  },
  psdColors: {
    multichannel: '多通道',
    duotone: '双色调',
    lab: ' Lab 颜色',
    unknown: '未知模式',
  },
  sizes: {
    noPixels: '{{name}} 不含任何像素：尺寸为 {{width}} × {{height}}。',
    longSide: '{{name}} 为 {{width}} × {{height}} 像素，边长上限为 {{limit}} 像素。请先用其他程序将其缩小。',
    manyPixels:
      '{{name}} 为 {{width}} × {{height}} 像素，上限为 {{limit}} 百万像素。请先用其他程序将其缩小。',
    manyLayers: '{{name}} 的图层占用 {{size}} GB，上限为 {{limit}} GB。请先合并或裁剪部分图层。',
    impossible: '图像不能为 {{width}} × {{height}} 像素。',
    overLongSide: '{{width}} × {{height}} 像素过大：最长边不能超过 {{limit}} 像素。请选择较小的尺寸。',
    overManyPixels: '{{width}} × {{height}} 像素过大：图像不能超过 {{limit}} 百万像素。请选择较小的尺寸。',
    noMemory: '内存不足，无法容纳 {{width}} × {{height}} 像素。请选择较小的尺寸。',
    layer: '{{name}} 的图层“{{layer}}”',
    raster: '{{name}} 的像素数据“{{raster}}”',
    memory: '处理此图像需要 {{needed}} MB 内存，最多可用 {{limit}} MB。请先将其缩小。',
  },
  disk: {
    read: '无法读取 {{path}}：{{why}}。',
    write: '无法写入 {{path}}：{{why}}。',
    list: '无法列出 {{path}} 的内容：{{why}}。',
    remove: '无法删除 {{path}}：{{why}}。',
    makeFolder: '无法创建文件夹 {{path}}：{{why}}。',
    saveSettings: '无法将设置保存到 {{path}}：{{why}}。',
  },
  diskReasons: {
    ENOSPC: '磁盘已满。请释放一些空间，或选择其他磁盘',
    EDQUOT: '您的磁盘配额已用完。请释放一些空间，或选择其他磁盘',
    EROFS: '磁盘是只读的。请选择其他文件夹',
    EACCES: '没有权限。请选择其他文件夹，或更改其权限',
    EPERM: '系统不允许此操作。请选择其他文件夹，或更改其权限',
    ENOENT: '文件夹不存在。请选择已有的文件夹',
    ENOTDIR: '路径中有一部分是文件而不是文件夹。请选择其他文件夹',
    EISDIR: '它是一个文件夹。请换一个名称',
    ENAMETOOLONG: '名称过长。请换一个较短的名称',
    EBUSY: '它正被其他程序占用。请在该程序中关闭后重试',
    EIO: '磁盘报告了故障。请选择其他磁盘',
    other: '系统报告“{{said}}”',
  },
}
