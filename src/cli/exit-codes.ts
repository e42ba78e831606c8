/** The exit codes of CONTRACT.md, and nothing else that ends the program. */

export const ExitCode = {
  done: 0,
  /** A gate was given and failed. */
  gate: 1,
  /** Wrong usage or configuration. */
  usage: 2,
  /** Done, but some inputs could not be read. A failed gate wins over this. */
  partial: 3,
  /** A fault of the program. */
  fault: 70,
  interrupted: 130,
  /** Told to end (SIGTERM) while there was something to clear away: what a shell says of a process that died of it. */
  terminated: 143,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
