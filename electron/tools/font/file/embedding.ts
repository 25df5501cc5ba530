/** What a font's maker lets others do with it: `fsType` of the OS/2 table. */
export interface Embedding {
  /** Installable: no limits are stated. */
  free: boolean
  /** May not be changed, embedded or passed on without leave of its maker. */
  restricted: boolean
  /** May be embedded to be looked at and printed, or in documents that are edited; not as a font of its own. */
  level: 'installable' | 'restricted' | 'preview-print' | 'editable'
  noSubsetting: boolean
  bitmapOnly: boolean
}

/** Bits 1 to 3 exclude each other; where several are set the least restrictive holds (OpenType 1.9, OS/2). */
export function embeddingOf(fsType: number): Embedding {
  const level =
    (fsType & 0xe) === 0
      ? 'installable'
      : fsType & 8
        ? 'editable'
        : fsType & 4
          ? 'preview-print'
          : 'restricted'
  const noSubsetting = (fsType & 0x100) !== 0
  const bitmapOnly = (fsType & 0x200) !== 0
  return {
    free: level === 'installable' && !noSubsetting && !bitmapOnly,
    restricted: level === 'restricted',
    level,
    noSubsetting,
    bitmapOnly,
  }
}
