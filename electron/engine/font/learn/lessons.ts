import type { LessonData, LessonKind } from '../../compute/lessonMessages.ts'
import { builtFile } from '../../paths.ts'
import { Thread } from '../../threads/thread.ts'

/** Lends a thread that has a source open, and a model where one is needed, for what is done with references. */
export async function withLessonThread<T>(
  data: LessonData,
  use: (thread: Thread<LessonKind>) => Promise<T>,
): Promise<T> {
  const thread = new Thread<LessonKind>(builtFile('lesson.worker.js'), data, { name: 'lesson thread' })
  try {
    return await use(thread)
  } finally {
    await thread.end()
  }
}
