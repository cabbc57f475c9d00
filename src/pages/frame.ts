import type { Eta } from "eta";
import type { FastifyReply } from "fastify";
import type { Language } from "../catalog/language.ts";
import { type Wording, wordingIn } from "../wording/wording.ts";
import { linkText } from "./link-text.ts";

/** What the frame around every public page must know of the page in it. */
export interface PageHead {
  readonly language: Language;
  readonly title: string;
  /** One or two sentences, which search engines and chats show under the title. */
  readonly description: string;
  /** The path, with its query, by which the page is to be known; null for a page that nobody else should find. */
  readonly canonical: string | null;
  /** Whether search engines may show the page itself. */
  readonly isIndexed: boolean;
  /** The page in the other language; null if there is none. */
  readonly otherLanguage?: string | null;
  /** What the page is about, in the vocabulary of schema.org. */
  readonly structured?: object;
  /** Files of `assets/` that the page can do without. */
  readonly scripts?: readonly string[];
  /** Files of `assets/` besides the common style sheet. */
  readonly styles?: readonly string[];
  /** Where absolute addresses begin; absent: where residents open the service. */
  readonly origin?: string;
}

/** What the template of a page gets besides its own view. */
export interface FrameView {
  readonly head: PageHead;
  readonly words: Wording["pages"];
  readonly assets: string;
  /** The whole address of a path. */
  readonly address: (path: string) => string;
  readonly previewImage: string | null;
  /** Writes a text as HTML with links in it. */
  readonly linked: (text: string) => string;
  /** JSON that can stand in a script element. */
  readonly structured: string | null;
}

/** Fills in a template of this room and puts the frame around it. */
export type RenderPage = (template: string, head: PageHead, view: object) => string;

interface FrameSettings {
  readonly eta: Eta;
  /** The address of the pages' files. */
  readonly assets: string;
  /** The address that residents open, without a slash at the end. */
  readonly publicOrigin: string;
  /** The path of the picture that chats show with a link; null if there is none. */
  readonly previewImage: string | null;
}

/** Creates the renderer of all public pages. A template names the frame itself: `layout("/frame")`. */
export function createPageRenderer({
  eta,
  assets,
  publicOrigin,
  previewImage,
}: FrameSettings): RenderPage {
  return (template, head, view) => {
    const address = (path: string) => `${head.origin ?? publicOrigin}${path}`;
    const frame: FrameView = {
      head,
      words: wordingIn(head.language).pages,
      assets,
      address,
      previewImage,
      linked: (text) => linkText(text, (part) => eta.config.escapeFunction(part)),
      structured: head.structured === undefined ? null : toScriptJson(head.structured),
    };
    return eta.render(template, { ...view, ...frame });
  };
}

/** No text in it can end the script element, or begin a comment. */
function toScriptJson(value: object): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

/** For how long a public page may be shown again without asking: the catalogue rarely changes. */
const publicCache = "public, max-age=60";

/** Sends a rendered page. Only pages that everybody gets alike are cached. */
export function sendPage(
  reply: FastifyReply,
  { isIndexed }: Pick<PageHead, "isIndexed">,
  html: string,
): FastifyReply {
  if (!isIndexed) reply.header("x-robots-tag", "noindex, nofollow");
  return reply
    .header("cache-control", isIndexed ? publicCache : "no-store")
    .type("text/html; charset=utf-8")
    .send(html);
}
