import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { ProblemError } from "../../http/problem.ts";
import { type Language, type Wording, wordingIn } from "../../wording/wording.ts";
import { languageOfEntries, type WebEntry } from "./conversations.ts";
import type { LinkSource } from "./landing/link-page.ts";
import { isFromElsewhere } from "./request-checks.ts";
import type { Visitor } from "./visitor.ts";

/**
 * What a link may do only once a person has pressed a button. Previewers, scanners and other sites follow links too: they
 * must not use up a dossier's link, nor erase a conversation.
 */

interface Press {
  readonly asks: "openDossier" | "becomeKiosk";
  /** The hidden fields of the form. */
  readonly fields: Readonly<Record<string, string>>;
}

/** The data of the template. */
export interface PressView extends Press {
  readonly assets: string;
  readonly language: Language;
  readonly words: Wording["web"];
}

interface FollowedLink {
  readonly known: Visitor | null;
  /** The visitor's conversation. */
  readonly shown: readonly WebEntry[];
  readonly query: {
    readonly code?: string | undefined;
    readonly point?: string | undefined;
    readonly kiosk?: string | undefined;
  };
  readonly links: LinkSource;
}

/** Returns what a person must press before the link is followed; null if it may be followed at once. */
export async function findPress(
  request: FastifyRequest,
  { known, shown, query: { code, point = "", kiosk }, links }: FollowedLink,
): Promise<Press | null> {
  if (code !== undefined) {
    const link = await links.find(code, { language: "vi", address: request.ip });
    // After too many wrong codes it is not known what this one opens.
    const mayBeSpent = link?.state === "refused" || (link?.state === "open" && link.isDossier);
    if (mayBeSpent) return { asks: "openDossier", fields: { code } };
  }
  if (kiosk === undefined || known?.kiosk === point) return null;
  // A link in another app comes without a site, as an address that was typed does.
  const isTyped = request.headers["sec-fetch-site"] === "none";
  const wouldErase = isTyped && shown.some(({ from }) => from === "visitor");
  if (!isFromElsewhere(request) && !wouldErase) return null;
  return { asks: "becomeKiosk", fields: { kiosk: "1", point } };
}

export function viewPress(press: Press, shown: readonly WebEntry[], assets: string): PressView {
  const language = languageOfEntries(shown);
  return { ...press, assets, language, words: wordingIn(language).web };
}

const pressed = z.union([
  z
    .strictObject({ code: z.string().regex(/^[A-Za-z0-9]{3,16}$/) })
    .transform(({ code }) => ({ code, kiosk: null })),
  z
    .strictObject({ kiosk: z.literal("1"), point: z.string().regex(/^[a-z0-9-]{0,100}$/) })
    .transform(({ point }) => ({ kiosk: point, ...(point !== "" && { point }) })),
]);

/** Reads the pressed form. Throws ProblemError (400) for anything that the page does not offer. */
export function parsePressed(body: unknown): z.infer<typeof pressed> {
  const { data } = pressed.safeParse(body);
  if (data !== undefined) return data;
  const detail = "Cháu chưa đọc được yêu cầu này, bác mở lại đường dẫn giúp cháu ạ.";
  throw new ProblemError(400, "unreadable-request", detail);
}
