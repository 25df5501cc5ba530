import type { Text } from '../../contract/text.ts'
import type { OpenSession } from '../../graph/session.ts'
import type { Traffic } from '../serving/http.ts'
import { createOpener } from './open.ts'
import type { SessionPlace } from './place.ts'
import type { RuntimeOptions } from './runtime.ts'
import { createServedOpener } from './served.ts'
import { verdictsIn } from './verdicts.ts'
import { runtimeVersion } from './version.ts'

/** Set where a driver by software stands for a graphics card, as in tests: it is slower than the processor. */
const ALLOW_SLOW = 'GANVAS_ALLOW_SLOW_DEVICES'

/**
 * The opener of a thread whose sessions belong at `place`.
 *
 * @param onTraffic told what is exchanged with servers
 */
export function openerAt(
  { device, dataFolder, title, servers = [] }: SessionPlace,
  tell: (said: Text) => void,
  options: RuntimeOptions = {},
  onTraffic?: (traffic: Traffic) => void,
): OpenSession {
  if (device === 'server') return createServedOpener({ ...options, servers, title, tell, onTraffic })
  const verdicts = verdictsIn(dataFolder, runtimeVersion())
  const allowSlow = process.env[ALLOW_SLOW] !== undefined
  return createOpener({ ...options, device, title, tell, verdicts, allowSlow })
}
