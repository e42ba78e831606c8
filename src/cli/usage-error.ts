/** Wrong usage or configuration: exit code 2, one message, no stack. */

export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
