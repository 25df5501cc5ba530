/** The model behind the anchor `gan` of a blend. */
export const BLENDING_MODEL = 'blend-gpgan-64'

/** The model behind the method `harmonize` of a blend. */
export const HARMONIZING_MODEL = 'blend-harmonize'
