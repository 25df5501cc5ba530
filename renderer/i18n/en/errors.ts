import { sentences } from '../../../electron/contract/sentences.ts'

/** Titles of error codes, and the sentences that say what happened. */
const errors = {
  titles: {
    'invalid-input': 'That does not fit',
    'unreadable-file': 'The file cannot be read',
    unsupported: 'Not supported',
    'too-large': 'Too large',
    'newer-version': 'Made by a newer Ganvas',
    'not-found': 'Not found',
    exists: 'The file exists already',
    disk: 'The disk refused',
    cancelled: 'Cancelled',
    'engine-lost': 'The engine stopped',
    unavailable: 'Not available here',
    internal: 'Something went wrong in Ganvas',
  },
  during: '{{action}}: {{title}}',
  ...sentences,
} as const
export default errors

declare module '../types.ts' {
  interface Namespaces {
    errors: typeof errors
  }
}
