/** Numbers by a formula that scripts/golden/terms.py has too. */
export const waves = (shape: readonly number[], frequency: number): Float32Array =>
  Float32Array.from(
    { length: shape.reduce((product, extent) => product * extent, 1) },
    (_, k) => Math.sin(frequency * k) + 0.3 * Math.cos(0.7 * k + (k % 5)),
  )
