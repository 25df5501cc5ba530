/** Fonts: their files, their styles, and the sheets that glyphs are written on. */
export const fontSentences = {
  fonts: {
    notAFont: '{{name}} is no font that Ganvas reads. It reads TTF, OTF, TTC, WOFF and WOFF2.',
    damaged: '{{name}} is a damaged or incomplete font. Take another copy of it.',
    tooLarge: '{{name}} unpacks to more than {{limit}} MB. Take a smaller font.',
    noSuchFace:
      '{{name}} holds {{count}} fonts, numbered from 0, and none of the number {{index}}. Choose another number.',
    noCharacterMap:
      '{{name}} does not tell which glyph belongs to which character (it has no usable "cmap"). Export it from a font editor again.',
    noOutlines:
      '{{name}} has no outlines: it draws its glyphs by bitmaps, by colour pictures or in coloured layers, or they are empty. Choose a font with outlines.',
    notVariable: '{{name}} is no variable font and has no axis "{{axis}}". Leave the axis out.',
    noAxis: '{{name}} has no axis "{{axis}}". It has {{axes}}.',
    axisRange: 'The axis "{{axis}}" of {{name}} goes from {{min}} to {{max}}, not to {{value}}.',
    restricted:
      '{{name}} may not be changed or passed on without leave of its maker: its embedding licence is {{level}}. Ask for leave, and confirm that you have it.',
    embedding:
      '{{name}} says that it may be embedded in documents only ({{level}}). Ask its maker before you pass a font made of it on.',
    lacks: '{{name}} lacks {{count}} of the {{total}} characters, such as {{examples}}. They are left out.',
    openLicence:
      '{{name}} is under the SIL Open Font License. The new font stays under it, as "{{family}}", and keeps its line of copyright.',
    reservedName:
      'The name "{{family}}" holds "{{reserved}}", which the licence of {{name}} keeps for the original. Choose another name.',
    noUfo: '{{path}} is a folder, and no UFO that could be replaced. Choose another name.',
    flagged:
      '{{count}} of the {{total}} glyphs may not be what they should, such as {{examples}}. Look at them.',
    noFontModel: 'The model "{{model}}" draws no fonts. Choose one that does: {{models}}.',
    sameScript:
      'The models "{{other}}" and "{{model}}" both draw the same characters. Give one for Han characters and kana, and one for letters.',
    noStyle: 'The model "{{model}}" has no style "{{style}}". It has {{styles}}.',
    noStyleWeight: 'The weights of the styles come to nothing. Give one of them a weight above 0.',
    fewReferences:
      '{{count}} of {{given}} glyphs can be learned from, and a style takes {{least}} at least. {{lacking}} are of characters that the source font lacks, {{other}} of ones that the model does not draw, {{empty}} without ink in the em. Add more.',
    noPictures:
      '{{folder}} holds no picture that is named by a character, such as A.png or U+6C38.png, and no page of a template. Name the pictures of the glyphs so.',
    sameReferences:
      'All glyphs of the style show the same: its font has one picture for all characters, perhaps for those that it lacks. Choose other ones.',
    damagedGlyph:
      '{{name}} is a damaged or incomplete font: the file of its glyph "{{glyph}}" is missing or cannot be read. Save it anew from a font editor.',
    ufoCircle:
      '{{name}} has a glyph "{{glyph}}" that is a component of itself. Decompose it in a font editor.',
    ufoMissing:
      '{{name}} has a glyph "{{glyph}}" with the component "{{base}}", which is not there. Add it, or decompose the glyph in a font editor.',
    templateEmpty:
      'There is no character to print a cell for. Choose characters other than spaces, as a text or as a set.',
    templateKind: 'A template is written as PDF: give {{path}} a name that ends in .pdf.',
    templateLarge:
      'A template has room for {{limit}} characters, and {{count}} are asked for. Print it in parts.',
    sheetEmpty:
      '{{name}} shows no glyph: nothing is written on its sheet. Choose another picture, or write darker than the guides.',
    cellsEmpty: '{{name}} has cells in which nothing is drawn, and which are left out: {{characters}}',
    cellsCut: '{{name}} has cells beyond which their ink reaches, and which are left out: {{characters}}',
    cellsTorn:
      '{{name}} has cells of which a part is torn off or beyond the picture, and which are left out: {{characters}}',
    cellsUnread:
      '{{count}} cells of {{name}} have ink, and their characters cannot be read. They are left out; on the Font page they can be named.',
    sheetText: '{{name}} shows no printed template. Say which characters are on it, in the order of reading.',
    sheetUnread:
      '{{name}} shows marks of the template, but its page number cannot be read. Lay the page flat, light it evenly and take the whole of it in focus; or say which characters are on it, in the order of reading.',
    noWork: 'There is no font "{{name}}" that is being made. Choose another one, or begin a new one.',
    noInk: 'Nothing in the picture is dark: there is no glyph. Draw it in black on white, or on nothing.',
    noGlyph: 'The source font has no glyph of {{character}}. Draw it, or leave the character out.',
    noGlyphs: 'There is no glyph to write. Choose characters that the source font has.',
    manyGlyphs:
      'A font file holds up to {{limit}} glyphs here, and these are {{count}}. Choose fewer characters.',
    withoutInk:
      'The glyph of {{character}} (U+{{code}}) is empty, and a font may not show nothing for it. Draw it, or leave the character out.',
    outOfGrid:
      'The glyph of {{character}} (U+{{code}}) reaches {{reach}} thousandths of the em from its origin; a font holds up to {{limit}}. Make it smaller.',
    version: 'The version "{{version}}" is not of the form 1.000: a number with three decimals.',
    familyName:
      'The family name "{{name}}" needs letters or digits of ASCII alone, which every program reads. Names in Chinese and Japanese are given beside it.',
    styleName:
      'The style name "{{name}}" needs letters or digits of ASCII alone, such as Regular or Bold Italic.',
  },
} as const
