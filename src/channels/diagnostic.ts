/** One result of checking a set-up, in plain words for an operator. */
export interface Diagnostic<Subject extends string = string> {
  readonly severity: "ok" | "warning" | "error";
  readonly subject: Subject;
  readonly message: string;
  /** What to do next; null if there is nothing to do. */
  readonly remedy: string | null;
}

export function ok<Subject extends string>(subject: Subject, message: string): Diagnostic<Subject> {
  return { severity: "ok", subject, message, remedy: null };
}

export function warning<Subject extends string>(
  subject: Subject,
  message: string,
  remedy: string,
): Diagnostic<Subject> {
  return { severity: "warning", subject, message, remedy };
}

export function error<Subject extends string>(
  subject: Subject,
  message: string,
  remedy: string,
): Diagnostic<Subject> {
  return { severity: "error", subject, message, remedy };
}
