import { type Collection, npm, type StyleOrigin } from './styles.ts'

/** A family of the SIL Open Font License by its package of npm; the name of the style is the package's. */
const family = (
  packageName: string,
  title: string,
  { weight = 400, italic = false, heldOut = false } = {},
): StyleOrigin => ({
  name: italic ? `${packageName}-italic` : packageName,
  title: italic ? `${title} Italic` : title,
  titleZh: italic ? `${title} Italic` : title,
  set: 'letters',
  ...npm(packageName, weight),
  italic,
  ...(heldOut && { heldOut }),
})

const styles: readonly StyleOrigin[] = [
  family('abril-fatface', 'Abril Fatface'),
  family('alfa-slab-one', 'Alfa Slab One'),
  family('amatic-sc', 'Amatic SC Bold', { weight: 700 }),
  family('anton', 'Anton'),
  family('architects-daughter', 'Architects Daughter'),
  family('archivo-black', 'Archivo Black'),
  family('audiowide', 'Audiowide'),
  family('bangers', 'Bangers'),
  family('bebas-neue', 'Bebas Neue'),
  family('black-ops-one', 'Black Ops One'),
  family('bungee', 'Bungee'),
  family('caveat', 'Caveat Bold', { weight: 700 }),
  family('cinzel', 'Cinzel'),
  family('comfortaa', 'Comfortaa SemiBold', { weight: 600 }),
  family('cormorant-garamond', 'Cormorant Garamond SemiBold', { weight: 600, italic: true }),
  family('courier-prime', 'Courier Prime Bold', { weight: 700 }),
  family('creepster', 'Creepster'),
  family('dancing-script', 'Dancing Script Bold', { weight: 700 }),
  family('dm-serif-display', 'DM Serif Display'),
  family('dm-serif-display', 'DM Serif Display', { italic: true }),
  family('eb-garamond', 'EB Garamond'),
  family('fredoka', 'Fredoka SemiBold', { weight: 600 }),
  family('gloria-hallelujah', 'Gloria Hallelujah'),
  family('grand-hotel', 'Grand Hotel'),
  family('grenze-gotisch', 'Grenze Gotisch SemiBold', { weight: 600 }),
  family('josefin-sans', 'Josefin Sans', { weight: 400, italic: true }),
  family('josefin-slab', 'Josefin Slab SemiBold', { weight: 600 }),
  family('kaushan-script', 'Kaushan Script'),
  family('libre-bodoni', 'Libre Bodoni Medium', { weight: 500, italic: true }),
  family('lilita-one', 'Lilita One'),
  family('limelight', 'Limelight'),
  family('lobster', 'Lobster'),
  family('lora', 'Lora SemiBold', { weight: 600, italic: true }),
  family('merriweather', 'Merriweather Black', { weight: 900 }),
  family('metamorphous', 'Metamorphous'),
  family('nunito', 'Nunito Black', { weight: 900 }),
  family('orbitron', 'Orbitron Bold', { weight: 700 }),
  family('oswald', 'Oswald Medium', { weight: 500 }),
  family('pacifico', 'Pacifico'),
  family('patua-one', 'Patua One'),
  family('playfair-display', 'Playfair Display Bold', { weight: 700 }),
  family('poiret-one', 'Poiret One'),
  family('righteous', 'Righteous'),
  family('russo-one', 'Russo One'),
  family('rye', 'Rye'),
  family('sigmar-one', 'Sigmar One'),
  family('space-grotesk', 'Space Grotesk Medium', { weight: 500 }),
  family('unbounded', 'Unbounded Bold', { weight: 700 }),
  family('uncial-antiqua', 'Uncial Antiqua'),
  family('unifrakturmaguntia', 'UnifrakturMaguntia'),
  family('yanone-kaffeesatz', 'Yanone Kaffeesatz Bold', { weight: 700 }),
  family('zilla-slab', 'Zilla Slab SemiBold', { weight: 600, italic: true }),
  family('bevan', 'Bevan', { heldOut: true }),
  family('concert-one', 'Concert One', { heldOut: true }),
  family('courgette', 'Courgette', { heldOut: true }),
  family('philosopher', 'Philosopher Bold', { weight: 700, heldOut: true }),
]

/** What has ink in ASCII and Latin-1, and the marks and ligatures that text in their languages is set with. */
function letters(): number[] {
  const all = [...'ŒœŸ–—‘’“”…€'].map((character) => character.codePointAt(0)!)
  for (let code = 0x21; code <= 0xff; code++)
    if (code <= 0x7e || (code >= 0xa1 && code !== 0xad)) all.push(code)
  return all.sort((a, b) => a - b)
}

/** Letters of display families, upright and italic, and of four families to be tried with. */
export const latin: Collection = {
  script: 'latin',
  sources: { 'noto-sans': { letters: npm('noto-sans') }, 'noto-serif': { letters: npm('noto-serif') } },
  styles,
  characterSets: { letters: letters() },
  besides: [],
  wrong: {},
  heldOut: 26,
  // Round and straight, capital and small, of all heights.
  references: 'HOgnaedpsRbx',
}
