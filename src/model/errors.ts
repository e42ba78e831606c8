/** The one error class of the library. It is thrown for wrong arguments and broken resources, never for bad content. */

export class TaohuaError extends Error {
  /** Stable, kebab-case, for programs: `'bad-argument'`, `'aborted'`. */
  readonly code: string;

  /** `message` says what, the value seen, the value expected and what to do. */
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TaohuaError';
    this.code = code;
  }
}
