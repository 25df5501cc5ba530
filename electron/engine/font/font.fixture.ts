/** What tests of shells see of fonts: files to begin with, and what files hold. */
export { tablesOf, viewOf } from '../../tools/font/file/container.ts'
export { openFont } from '../../tools/font/file/fontFile.ts'
export { compareOutlines } from '../../tools/font/outline/compare.ts'
export { curveBox } from '../../tools/font/outline/curveBox.ts'
export { pathOf } from '../../tools/font/outline/path.ts'
export { bar, smallDesign } from '../../tools/font/write/design.fixture.ts'
export { writeTrueType } from '../../tools/font/write/writeFont.ts'
