/** How a plan ends, if not well. */

/** The provider does not do what the document says. An assertion of a plan; becomes a failed check. */
export class Deviation extends Error {
  override readonly name = 'Deviation'
  readonly got: string
  readonly expected: string | undefined
  constructor(message: string, got: string, expected?: string) {
    super(message)
    this.got = got
    this.expected = expected
  }
}

/** A plan that could not be tried here: its sentence says why. Never counts as passed. */
export class NotExercised extends Error {
  override readonly name = 'NotExercised'
}
