/** The bits of OS/2's Unicode ranges and the blocks that each stands for (OpenType 1.9, OS/2): `bit first-last …`. */
const blocks = `
0 0-7f; 1 80-ff; 2 100-17f; 3 180-24f; 4 250-2af 1d00-1d7f 1d80-1dbf; 5 2b0-2ff a700-a71f; 6 300-36f 1dc0-1dff;
7 370-3ff; 8 2c80-2cff; 9 400-4ff 500-52f 2de0-2dff a640-a69f; 10 530-58f; 11 590-5ff; 12 a500-a63f;
13 600-6ff 750-77f; 14 7c0-7ff; 15 900-97f; 16 980-9ff; 17 a00-a7f; 18 a80-aff; 19 b00-b7f; 20 b80-bff; 21 c00-c7f;
22 c80-cff; 23 d00-d7f; 24 e00-e7f; 25 e80-eff; 26 10a0-10ff 2d00-2d2f; 27 1b00-1b7f; 28 1100-11ff;
29 1e00-1eff 2c60-2c7f a720-a7ff; 30 1f00-1fff; 31 2000-206f 2e00-2e7f; 32 2070-209f; 33 20a0-20cf; 34 20d0-20ff;
35 2100-214f; 36 2150-218f; 37 2190-21ff 27f0-27ff 2900-297f 2b00-2bff; 38 2200-22ff 2a00-2aff 27c0-27ef 2980-29ff;
39 2300-23ff; 40 2400-243f; 41 2440-245f; 42 2460-24ff; 43 2500-257f; 44 2580-259f; 45 25a0-25ff; 46 2600-26ff;
47 2700-27bf; 48 3000-303f; 49 3040-309f; 50 30a0-30ff 31f0-31ff; 51 3100-312f 31a0-31bf; 52 3130-318f; 53 a840-a87f;
54 3200-32ff; 55 3300-33ff; 56 ac00-d7af; 58 10900-1091f;
59 4e00-9fff 2e80-2eff 2f00-2fdf 2ff0-2fff 3400-4dbf 20000-2a6df 3190-319f; 60 e000-f8ff;
61 31c0-31ef f900-faff 2f800-2fa1f; 62 fb00-fb4f; 63 fb50-fdff; 64 fe20-fe2f; 65 fe10-fe1f fe30-fe4f; 66 fe50-fe6f;
67 fe70-feff; 68 ff00-ffef; 69 fff0-ffff; 70 f00-fff; 71 700-74f; 72 780-7bf; 73 d80-dff; 74 1000-109f;
75 1200-137f 1380-139f 2d80-2ddf; 76 13a0-13ff; 77 1400-167f; 78 1680-169f; 79 16a0-16ff; 80 1780-17ff 19e0-19ff;
81 1800-18af; 82 2800-28ff; 83 a000-a48f a490-a4cf; 84 1700-171f 1720-173f 1740-175f 1760-177f; 85 10300-1032f;
86 10330-1034f; 87 10400-1044f; 88 1d000-1d0ff 1d100-1d1ff 1d200-1d24f; 89 1d400-1d7ff; 90 f0000-ffffd 100000-10fffd;
91 fe00-fe0f e0100-e01ef; 92 e0000-e007f; 93 1900-194f; 94 1950-197f; 95 1980-19df; 96 1a00-1a1f; 97 2c00-2c5f;
98 2d30-2d7f; 99 4dc0-4dff; 100 a800-a82f; 101 10000-1007f 10080-100ff 10100-1013f; 102 10140-1018f; 103 10380-1039f;
104 103a0-103df; 105 10450-1047f; 106 10480-104af; 107 10800-1083f; 108 10a00-10a5f; 109 1d300-1d35f;
110 12000-123ff 12400-1247f; 111 1d360-1d37f; 112 1b80-1bbf; 113 1c00-1c4f; 114 1c50-1c7f; 115 a880-a8df;
116 a900-a92f; 117 a930-a95f; 118 aa00-aa5f; 119 10190-101cf; 120 101d0-101ff;
121 102a0-102df 10280-1029f 10920-1093f; 122 1f030-1f09f 1f000-1f02f
`

const ranges = blocks.split(';').flatMap((entry) => {
  const [bit, ...parts] = entry.trim().split(' ')
  return parts.map((part) => {
    const [first, last] = part.split('-').map((hex) => Number.parseInt(hex, 16)) as [number, number]
    return { bit: Number(bit), first, last }
  })
})

/** Set where anything lies beyond the basic plane. */
const BEYOND = 57

/** The four words of bits of the blocks that these characters, ascending, are in. */
export function unicodeRanges(characters: readonly number[]): [number, number, number, number] {
  const bits: [number, number, number, number] = [0, 0, 0, 0]
  const set = (bit: number) => {
    bits[bit >> 5] = (bits[bit >> 5]! | (1 << (bit & 31))) >>> 0
  }
  for (const { bit, first, last } of ranges)
    if (characters.some((character) => character >= first && character <= last)) set(bit)
  if (characters.some((character) => character > 0xffff)) set(BEYOND)
  return bits
}
