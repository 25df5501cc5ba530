const opens = 'Ganvas opens PNG, JPEG, WebP, AVIF, TIFF, GIF, BMP, SVG, PSD and its own projects.'

/** Files that are opened and written, and the sizes of pictures. */
export const filesSentences = {
  files: {
    missing: 'There is no file {{path}}. It may have been moved or renamed.',
    folderMissing: 'There is no folder {{path}}. It may have been moved or renamed.',
    exists: '{{path}} is already there. Choose another name, or replace it.',
    tooLarge: '{{path}} has {{size}} GB; the limit is {{limit}} GB.',
    empty: `{{name}} is empty. ${opens}`,
    plainText: `{{name}} holds plain text. ${opens}`,
    noPicture: `{{name}} holds no picture. ${opens}`,
    damaged: '{{name}} is a damaged or incomplete {{format}} file. Open another copy of it.',
    heic: '{{name}} is a HEIC picture, whose codec is patented and not part of Ganvas. Save it as JPEG or PNG first.',
    cameraRaw:
      '{{name}} is a camera raw picture (DNG, CR2, NEF, ARW and the like), which Ganvas does not develop. Develop it to TIFF, PNG or JPEG in a raw converter first.',
    feature:
      '{{name}} is a {{format}} file with {{feature}}, which is not supported. Save it as PNG or plain {{format}} in another program first.',
    floatSamples:
      '{{name}} stores floating-point samples ({{depth}}). Convert it to 8 or 16 bits per channel first.',
    bmpVariant:
      '{{name}} is a BMP with {{depth}} bits per pixel and compression {{compression}}, which Ganvas does not read. Save it as PNG first.',
    psdColors: '{{name}} has {{colors}} colors. Convert it to RGB in the program it comes from.',
    psdNotMerged:
      '{{name}} holds layers and no merged picture of them. Save it with maximum compatibility, or export it as PNG.',
    psdTooLarge:
      'The layers of {{name}} take more than the 2 GB that a PSD file can have. Merge some, or save a Ganvas project.',
    webpTooLarge:
      'WebP holds pictures of up to {{limit}} pixels on a side, and this one is {{width}} x {{height}}. Choose PNG or TIFF.',
    sampleIncomplete: 'The sample lacks the picture "{{raster}}" in {{folder}}. Install Ganvas again.',
  },
  psdColors: {
    multichannel: 'multichannel',
    duotone: 'duotone',
    lab: 'Lab',
    unknown: 'unknown',
  },
  sizes: {
    noPixels: '{{name}} has no pixels: its size is {{width}} x {{height}}.',
    longSide:
      '{{name}} is {{width}} x {{height}} pixels; the limit is {{limit}} pixels on a side. Make it smaller in another program first.',
    manyPixels:
      '{{name}} is {{width}} x {{height}} pixels; the limit is {{limit}} megapixels. Make it smaller in another program first.',
    manyLayers:
      'The layers of {{name}} take {{size}} GB; the limit is {{limit}} GB. Merge or crop some of them first.',
    impossible: 'A picture cannot be {{width}} x {{height}} pixels.',
    overLongSide:
      '{{width}} x {{height}} pixels are too many: the longest side may have {{limit}} pixels. Choose a smaller size.',
    overManyPixels:
      '{{width}} x {{height}} pixels are too many: a picture may have {{limit}} megapixels. Choose a smaller size.',
    noMemory: 'There is not enough memory for {{width}} x {{height}} pixels. Choose a smaller size.',
    layer: 'The layer "{{layer}}" of {{name}}',
    raster: 'The raster "{{raster}}" of {{name}}',
    memory:
      'This picture needs {{needed}} MB of working memory; at most {{limit}} MB can be had. Scale it down first.',
  },
  disk: {
    read: 'Could not read {{path}}: {{why}}.',
    write: 'Could not write {{path}}: {{why}}.',
    list: 'Could not list {{path}}: {{why}}.',
    remove: 'Could not remove {{path}}: {{why}}.',
    makeFolder: 'Could not make the folder {{path}}: {{why}}.',
    saveSettings: 'The settings could not be saved to {{path}}: {{why}}.',
  },
  diskReasons: {
    ENOSPC: 'the disk is full. Free some space, or choose another disk',
    EDQUOT: 'your share of the disk is used up. Free some space, or choose another disk',
    EROFS: 'the disk is read-only. Choose another folder',
    EACCES: 'permission is denied. Choose another folder, or change its permissions',
    EPERM: 'the system does not permit it. Choose another folder, or change its permissions',
    ENOENT: 'there is no such folder. Choose one that exists',
    ENOTDIR: 'a part of the path is a file and not a folder. Choose another folder',
    EISDIR: 'it is a folder. Choose another name',
    ENAMETOOLONG: 'the name is too long. Choose a shorter one',
    EBUSY: 'another program holds it. Close it there, and repeat',
    EIO: 'the disk reports a fault. Choose another disk',
    other: 'the system says "{{said}}"',
  },
} as const
