/**
 * Numbers of 21 bits, as many as a character takes, in 32 black and white modules: the number and its check of 11 bits, by the
 * polynomial x^11 + x^9 + x^8 + x^7 + x^2 + 1 (that of FlexRay's header). Neither nothing at all nor black throughout is a number.
 */
export const BITS = 32
const VALUE_BITS = 21
const CHECK_BITS = 11
const POLYNOMIAL = 0x385

function checkOf(value: number): number {
  let rest = 0x1a
  for (let bit = VALUE_BITS - 1; bit >= 0; bit--) {
    const out = (rest >> (CHECK_BITS - 1)) & 1
    rest = (rest << 1) & ((1 << CHECK_BITS) - 1)
    if (out !== ((value >> bit) & 1)) rest ^= POLYNOMIAL
  }
  return rest
}

/** The modules of a number below 2^21, true for black, the highest bit first. */
export function modulesOf(value: number): boolean[] {
  const bits = (number: number, count: number) =>
    Array.from({ length: count }, (_, k) => ((number >> (count - 1 - k)) & 1) === 1)
  return [...bits(value, VALUE_BITS), ...bits(checkOf(value), CHECK_BITS)]
}

/** The number that modules hold; null where its check is wrong. */
export function numberOf(modules: readonly boolean[]): number | null {
  const number = (bits: readonly boolean[]) => bits.reduce((sum, bit) => 2 * sum + (bit ? 1 : 0), 0)
  const value = number(modules.slice(0, VALUE_BITS))
  return number(modules.slice(VALUE_BITS)) === checkOf(value) ? value : null
}
