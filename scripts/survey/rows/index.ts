import type { Row } from '../row.ts'
import { began } from './began.ts'
import { cgan } from './cgan.ts'
import { cogan } from './cogan.ts'
import { discogan } from './discogan.ts'
import { dtn } from './dtn.ts'
import { dualgan } from './dualgan.ts'
import { ebgan } from './ebgan.ts'
import { gancls } from './gancls.ts'
import { improved } from './improved.ts'
import { ali, bigan } from './inference.ts'
import { lapgan } from './lapgan.ts'
import { minibatch } from './minibatch.ts'
import { mrgan } from './mrgan.ts'
import { noise } from './noise.ts'
import { ppgn } from './ppgn.ts'
import { stackgan } from './stackgan.ts'
import { transport } from './transport.ts'

/** Every experiment. */
export const rows: readonly Row[] = [
  cgan,
  improved,
  minibatch,
  mrgan,
  ebgan,
  began,
  discogan,
  dualgan,
  bigan,
  ali,
  cogan,
  lapgan,
  gancls,
  stackgan,
  ppgn,
  dtn,
  noise,
  transport,
]
