import type { ErrorPage, ShownError } from "../../http/error-page.ts";
import { type Wording, wordingIn } from "../../wording/wording.ts";
import type { PageHead, RenderPage } from "../frame.ts";
import { openPageRenderer } from "../page-files.ts";

type Words = Wording["errorPage"];

/** Returns what renders the page that a person reads instead of an answer. It needs neither the catalogue nor a database. */
export function createErrorPage(publicUrl: string): ErrorPage {
  const render = openPageRenderer(publicUrl);
  return (error) => renderErrorPage(render, error, null);
}

/** A title, and what it advises. */
interface Said {
  readonly title: string;
  readonly text: string;
}

/** Renders the page about an error; `own` is what a page says itself, in place of the words for its status. */
export function renderErrorPage(render: RenderPage, error: ShownError, own: Said | null): string {
  const words = wordingIn("vi").errorPage;
  const kind = kindOf(error.status);
  const { title, text } = own ?? words[kind];
  const head: PageHead = {
    language: "vi",
    title,
    description: text,
    canonical: null,
    isIndexed: false,
  };
  const english = own === null ? wordingIn("en").errorPage[kind] : null;
  return render("errors/error", head, { ...viewOf(error, words), english });
}

function viewOf({ retryAfterSeconds, requestId, path }: ShownError, words: Words) {
  return {
    error: words,
    wait: retryAfterSeconds === null ? null : words.wait(retryAfterSeconds),
    requestId,
    isOfDesk: /^\/desk(?:[/?]|$)/.test(path),
  };
}

type Kind = {
  [Key in keyof Words]: Words[Key] extends { readonly title: string } ? Key : never;
}[keyof Words];

const kinds: Readonly<Record<number, Kind>> = {
  401: "refused",
  403: "refused",
  404: "unknown",
  410: "unknown",
  413: "tooLarge",
  429: "limited",
  503: "busy",
};

function kindOf(status: number): Kind {
  return kinds[status] ?? (status < 500 ? "unreadable" : "failed");
}
