import { fileURLToPath } from "node:url";
import { Eta } from "eta";
import type { ErrorPage, ShownError } from "../../http/error-page.ts";
import { type Wording, wordingIn } from "../../wording/wording.ts";

type Words = Wording["errorPage"];

/** Returns what renders the page that a person reads instead of an answer. It needs neither the catalogue nor a database. */
export function createErrorPage(): ErrorPage {
  const views = fileURLToPath(new URL(".", import.meta.url));
  const eta = new Eta({ views, cache: true });
  return (error) => eta.render("error", viewOf(error));
}

function viewOf({ status, retryAfterSeconds, requestId, path }: ShownError) {
  const words = wordingIn("vi").errorPage;
  const kind = kindOf(status);
  return {
    words,
    english: wordingIn("en").errorPage[kind],
    ...words[kind],
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
