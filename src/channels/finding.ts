/** One thing that was found out about a set-up, in plain words for an operator. */
export interface Finding<About extends string = string> {
  readonly verdict: "ok" | "look" | "wrong";
  readonly about: About;
  readonly says: string;
  /** What to do next; null where nothing is. */
  readonly next: string | null;
}

export function ok<About extends string>(about: About, says: string): Finding<About> {
  return { verdict: "ok", about, says, next: null };
}

export function look<About extends string>(
  about: About,
  says: string,
  next: string,
): Finding<About> {
  return { verdict: "look", about, says, next };
}

export function wrong<About extends string>(
  about: About,
  says: string,
  next: string,
): Finding<About> {
  return { verdict: "wrong", about, says, next };
}
