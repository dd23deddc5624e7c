/**
 * The run cannot be made: provider down, no token, a document or a pact file that cannot be read.
 *
 * Exit code 2. Not thrown for a deviation: that is a failed {@link Check}.
 */
export class CouldNotRun extends Error {
  override readonly name = 'CouldNotRun'
}
