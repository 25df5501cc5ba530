const ascii =
  `space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk
plus comma hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater
question at A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash bracketright asciicircum
underscore grave a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde`.split(
    /\s+/,
  )

/** From U+00A1. */
const latin1 =
  `exclamdown cent sterling currency yen brokenbar section dieresis copyright ordfeminine guillemotleft
logicalnot uni00AD registered macron degree plusminus twosuperior threesuperior acute mu paragraph periodcentered cedilla
onesuperior ordmasculine guillemotright onequarter onehalf threequarters questiondown Agrave Aacute Acircumflex Atilde
Adieresis Aring AE Ccedilla Egrave Eacute Ecircumflex Edieresis Igrave Iacute Icircumflex Idieresis Eth Ntilde Ograve
Oacute Ocircumflex Otilde Odieresis multiply Oslash Ugrave Uacute Ucircumflex Udieresis Yacute Thorn germandbls agrave
aacute acircumflex atilde adieresis aring ae ccedilla egrave eacute ecircumflex edieresis igrave iacute icircumflex
idieresis eth ntilde ograve oacute ocircumflex otilde odieresis divide oslash ugrave uacute ucircumflex udieresis yacute
thorn ydieresis`.split(/\s+/)

/** The name of a character's glyph by Adobe's glyph list: `A`, `uni4E00`, `u20000`. */
export function glyphName(character: number): string {
  const known = ascii[character - 0x20] ?? latin1[character - 0xa1]
  if (known) return known
  const hex = character.toString(16).toUpperCase()
  return character > 0xffff ? `u${hex}` : `uni${hex.padStart(4, '0')}`
}
