import { toPlainError } from '../../contract/errors.ts'
import { inEnglish } from '../../contract/text.ts'
import { cudaHint, installCuda, missingForCuda } from './cuda.ts'

/* `hint` says what CUDA lacks here, or nothing; `install` fetches it. Used by `npm start` and `npm run devices`. */

const hint = cudaHint()
if (process.argv[2] === 'install') {
  if (hint) await installCuda(console.log).catch(fail)
  if (process.exitCode !== 1)
    console.log(
      missingForCuda().length === 0 && hint
        ? 'CUDA’s libraries are there. Choose the device under Settings, or check it by: npx ganvas devices --check'
        : 'There is nothing to install: no NVIDIA driver was found, or its libraries are there already.',
    )
} else if (hint) console.log(inEnglish(hint))

function fail(thrown: unknown): void {
  console.error(toPlainError(thrown).message)
  process.exitCode = 1
}
