import type { ProblemError } from "../../http/problem.ts";
import type { FieldError } from "./form.ts";
import { xlsxMediaType } from "./xlsx.ts";

/** What an answer changes of who the browser is. Absent: nothing. */
export interface IdentityChange {
  /** A new session begins with this token; null ends the present one. */
  readonly session?: string | null;
  /** The token of a sign-in that waits for its second step; null forgets it. */
  readonly signInStep?: string | null;
  /** The browser keeps it when the session ends. */
  readonly deviceCookie?: string;
}

/** A page and, for programs, what is on it. */
export interface Page extends IdentityChange {
  readonly type: "page";
  /** The name of its template in views/. */
  readonly view: string;
  readonly title: string;
  /** The template shows it; a program that asks for JSON gets it as it is. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly status?: number;
}

/** Something was done: a browser goes on to `to`, a program gets `data`. */
export interface Redirect extends IdentityChange {
  readonly type: "redirect";
  /** Below /desk. */
  readonly to: string;
  /** What the next page shows at its top. */
  readonly message?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  /** A program, which follows no pages, gets this problem instead. */
  readonly problem?: ProblemError;
}

/** A form has errors: its page is shown again, with what to correct. */
interface InvalidForm {
  readonly type: "invalid-form";
  readonly page: Page;
  readonly errors: readonly FieldError[];
}

interface Download {
  readonly type: "download";
  readonly name: string;
  readonly mediaType: string;
  /** A long one comes in parts, which are made as they are fetched. */
  readonly content: string | Buffer | AsyncIterable<string>;
}

/** Server-sent events, until they end or the client closes the connection. */
export interface Stream {
  readonly type: "stream";
  events(signal: AbortSignal): AsyncIterable<string>;
}

/** What a route's handler returns; `respond.ts` sends it. */
export type ViewResult = Page | Redirect | InvalidForm | Download | Stream;

export function page(view: string, title: string, data: Page["data"] = {}): Page {
  return { type: "page", view, title, data };
}

export function redirect(to: string, rest: Omit<Redirect, "type" | "to"> = {}): Redirect {
  return { type: "redirect", to, ...rest };
}

export function invalidForm(shown: Page, errors: readonly FieldError[]): InvalidForm {
  return { type: "invalid-form", page: shown, errors };
}

export function csvDownload(name: string, content: Download["content"]): Download {
  return { type: "download", name, mediaType: "text/csv; charset=utf-8", content };
}

/** What people open in a spreadsheet: `formatXlsx` writes the content. */
export function xlsxDownload(name: string, content: Buffer): Download {
  return { type: "download", name, mediaType: xlsxMediaType, content };
}
