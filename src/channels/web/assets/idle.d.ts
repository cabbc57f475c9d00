export function readingSeconds(characters: number): number;

export interface Idle {
  touch(now: number): void;
  read(now: number): void;
  check(now: number, characters: number): { readonly secondsLeft: number | null };
}

export function createIdle(options: {
  readonly idleSeconds: number;
  readonly warningSeconds: number;
  /** null: nobody has used the kiosk since it started. */
  readonly presentAt: number | null;
}): Idle;
