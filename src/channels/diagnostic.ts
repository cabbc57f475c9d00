/** One thing that was found out about a set-up, in plain words for an operator. */
export interface Diagnostic<About extends string = string> {
  readonly severity: "ok" | "warning" | "error";
  readonly subject: About;
  readonly message: string;
  /** What to do next; null where nothing is. */
  readonly remedy: string | null;
}

export function ok<About extends string>(about: About, says: string): Diagnostic<About> {
  return { severity: "ok", subject: about, message: says, remedy: null };
}

export function look<About extends string>(
  about: About,
  says: string,
  next: string,
): Diagnostic<About> {
  return { severity: "warning", subject: about, message: says, remedy: next };
}

export function wrong<About extends string>(
  about: About,
  says: string,
  next: string,
): Diagnostic<About> {
  return { severity: "error", subject: about, message: says, remedy: next };
}
