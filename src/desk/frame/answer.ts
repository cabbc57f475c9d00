import type { Fault } from "./form.ts";

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
export interface Done {
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
export interface Refused {
  readonly type: "refused";
  readonly page: Page;
  readonly faults: readonly Fault[];
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

export type Answer = Page | Done | Refused | Download | Stream;

export function page(view: string, title: string, data: Page["data"] = {}): Page {
  return { type: "page", view, title, data };
}

export function done(to: string, rest: Omit<Done, "type" | "to"> = {}): Done {
  return { type: "done", to, ...rest };
}

export function refused(shown: Page, faults: readonly Fault[]): Refused {
  return { type: "refused", page: shown, faults };
}

export function csv(name: string, content: Download["content"]): Download {
  return { type: "download", name, mediaType: "text/csv; charset=utf-8", content };
}
