import type { FieldError } from "./form.ts";

/** A page and, for machines, what is on it. */
export interface Page {
  readonly type: "page";
  /** Its template in views/. */
  readonly view: string;
  readonly title: string;
  /** Shown by the template, and sent as it is to who asks for JSON. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly status?: number;
}

/** Something was done: browsers go on to `to`, machines are told. */
export interface Redirect {
  readonly type: "done";
  /** Below /desk. */
  readonly to: string;
  /** What people read at the top of the next page. */
  readonly said?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  /** A new session begins with this token, or with null the present one ends. */
  readonly session?: string | null;
}

/** A form is wrong: the page again, with what to put right. */
export interface InvalidForm {
  readonly type: "refused";
  readonly page: Page;
  readonly faults: readonly FieldError[];
}

export interface Download {
  readonly type: "download";
  readonly name: string;
  readonly mediaType: string;
  /** In parts where it is long: they are made as they are fetched. */
  readonly content: string | AsyncIterable<string>;
}

/** Server-sent events, until they end or nobody listens any more. */
export interface Stream {
  readonly type: "stream";
  events(signal: AbortSignal): AsyncIterable<string>;
}

export type ViewResult = Page | Redirect | InvalidForm | Download | Stream;

export function page(view: string, title: string, data: Page["data"] = {}): Page {
  return { type: "page", view, title, data };
}

export function redirect(to: string, rest: Omit<Redirect, "type" | "to"> = {}): Redirect {
  return { type: "done", to, ...rest };
}

export function invalidForm(shown: Page, faults: readonly FieldError[]): InvalidForm {
  return { type: "refused", page: shown, faults };
}

export function csvDownload(name: string, content: Download["content"]): Download {
  return { type: "download", name, mediaType: "text/csv; charset=utf-8", content };
}
