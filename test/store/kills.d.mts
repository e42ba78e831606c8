export interface KillResult {
  readonly kills: number;
  readonly acknowledged: number;
  readonly reports: number;
  readonly faults: readonly string[];
}

export function killAndCheck(options: {
  readonly lib: string;
  readonly kills: number;
  readonly seed?: number;
  readonly report?: (done: number, faults: number) => void;
}): Promise<KillResult>;
