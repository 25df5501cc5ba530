/** Projects, and the layers and masks of a document. */
export const projectsSentences = {
  projects: {
    newer:
      '{{name}} was written by a newer Ganvas: its format is {{version}}, this one reads up to {{supported}}. Update Ganvas to open it.',
    changed: '{{name}} is damaged: the checksum of its document does not match. Open another copy of it.',
    damagedEntry: '{{name}}: its entry "{{entry}}" is damaged.',
    none: '{{name}} holds no Ganvas project: {{reason}}.',
    unsound: '{{name}} is not a sound project: {{reason}}.',
    unsoundLayer: '{{name}} is not a sound document: the layer "{{layer}}" {{reason}}.',
    bomb: '{{name}} has {{size}} bytes but would unpack to {{unpacked}}, as no project does. It was not opened.',
    tooLarge:
      'The project would have {{size}} GB; the limit is {{limit}} GB. Merge layers, or split the document.',
    openElsewhere: 'The document is open in another window, which keeps it.',
    unrecoverable: 'The autosaved document {{id}} is damaged and cannot be recovered. Discard it.',
  },
  projectFaults: {
    otherZip: 'it is a zip of something else',
    cutShort: 'it is cut short',
    noVersion: 'it states no version',
    badValues: 'values in it are not allowed ({{issues}})',
    badDirectory: 'its table of contents is damaged',
    badChecksums: 'its checksums are damaged',
    notJson: 'its {{entry}} is not JSON',
    entryOutside: 'its entry "{{entry}}" points outside the file',
    entryTwice: 'its entry "{{entry}}" occurs twice',
    rasterUnsized: 'its raster "{{raster}}" has no stated size',
    rasterChannels: 'its raster "{{raster}}" has {{channels}} channels in place of {{expected}}',
    rasterSize: 'its raster "{{raster}}" has {{width}} x {{height}} pixels and not the size of the document',
  },
  layerFaults: {
    missing: 'is listed but missing',
    twice: 'is listed twice',
    otherId: 'is kept under another id than its own, "{{id}}"',
    groupMode: 'has a blend mode that only groups have',
    orphan: 'is in no group and not in the document',
    activeMissing: 'is active but missing',
  },
  layers: {
    locked: 'The layer "{{name}}" is locked. Unlock it to change it.',
    hidden: 'The layer "{{name}}" is hidden. Show it to paint on it.',
    isGroup: '"{{name}}" is a group. Choose one of its layers.',
    isText: '"{{name}}" is a text. Choose Layer, Text, Rasterise to make pixels of it, or paint on its mask.',
    adjustsNothing:
      '"{{name}}" adjusts what lies below it, so it cannot be the lowest of the layers that are merged. Choose a layer with pixels below it, too.',
    nothingBelow: 'There is no layer below "{{name}}" to merge it with.',
    nothingVisible: 'No layer is visible, so there is nothing to merge.',
    nothingSelected: 'Nothing is selected. Make a selection first.',
    nothingToCopy: 'There are no pixels to copy there.',
  },
  masks: {
    labels:
      '{{name}} holds labels in the colours of a palette ({{labels}}): everything but label 0 was taken as the mask.',
    ones: '{{name}} holds 0 and 1: 1 was taken as white.',
    colored: '{{name}} has colours: their brightness was taken as the mask.',
    nearlyEmpty: '{{name}} is nearly empty: it shows {{share}} % of the object.',
    noShape: '{{name}} has neither transparency nor a mask: its whole rectangle was blended.',
  },
} as const
