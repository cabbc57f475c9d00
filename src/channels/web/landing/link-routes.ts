import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { type Language, languages } from "../../../catalog/language.ts";
import type { SiteOrigin } from "../../../http/site-origin.ts";
import { formatLastDay } from "../../../wording/last-day.ts";
import { wordingIn } from "../../../wording/wording.ts";
import { isOnlyLooking } from "../request-checks.ts";
import {
  chatAddresses,
  hoursLines,
  type LinkChannels,
  type LinkSource,
  type ShownLink,
  sheetAccounts,
} from "./link-page.ts";

interface LinkPageOptions {
  readonly links: LinkSource;
  readonly channels: () => Promise<LinkChannels>;
  readonly publicUrl: string;
  readonly siteOrigin: SiteOrigin;
  readonly assets: string;
  readonly render: (
    template: "landing/landing" | "landing/gone" | "landing/poster",
    view: object,
  ) => string;
}

const querySchema = z.object({
  lang: z.enum(languages).catch("vi"),
  size: z.enum(["a4", "a6"]).catch("a4"),
});
const statusOf = { unknown: 404, expired: 410, revoked: 410, used: 410, refused: 429 } as const;
type CodeRoute = { Params: { code: string } };

/** Programs that fetch a page to show a preview do not count as a person who opened it. */
const previewers = /bot\b|crawl|spider|preview|facebookexternalhit|slurp|curl|wget/i;

/** Serves `GET /l/:code`, the landing page of a chat link, with its QR code and its poster. */
export function linkPageRoutes(app: FastifyInstance, options: LinkPageOptions): void {
  const { links, channels, publicUrl, assets, render } = options;

  const find = async (request: FastifyRequest<CodeRoute>, language: Language) =>
    links.find(request.params.code, { language, address: request.ip });

  const gone = async (
    reply: FastifyReply,
    link: Awaited<ReturnType<LinkSource["find"]>>,
    language: Language,
  ) => {
    const state = link === null || link.state === "open" ? "unknown" : link.state;
    if (link?.state === "refused") reply.header("retry-after", Math.ceil(link.retryAfterMs / 1000));
    const words = wordingIn(language).links;
    const { contactPhone: phone } = await channels();
    const view = { assets, language, words, says: words[state], phone };
    return html(reply.code(statusOf[state]), render("landing/gone", view));
  };

  app.get<CodeRoute>("/l/:code", async (request, reply) => {
    const { lang: language } = querySchema.parse(request.query);
    const link = await find(request, language);
    if (link?.state !== "open") return gone(reply, link, language);
    if (isPerson(request)) {
      // A failed count must not keep the page from the resident.
      await links.opened(link.id).catch((err) => request.log.warn({ err }, "not counted"));
    }
    const ways = chatAddresses(link.code, await channels());
    const origin = options.siteOrigin(request);
    const view = { ...viewOf(link, language), assets, ways, origin };
    return html(reply, render("landing/landing", view));
  });

  app.get<CodeRoute>("/l/:code/qr.svg", async (request, reply) => {
    const link = await find(request, "vi");
    if (link?.state !== "open") return gone(reply, link, "vi");
    if (!(await channels()).isPublic) return notPublic(reply, "vi");
    const svg = await drawQr(`${publicUrl}/l/${link.code}`);
    return reply.type("image/svg+xml").header("cache-control", "no-store").send(svg);
  });

  app.get<CodeRoute>("/l/:code/poster", async (request, reply) => {
    const { lang: language, size } = querySchema.parse(request.query);
    const link = await find(request, language);
    if (link?.state !== "open") return gone(reply, link, language);
    const present = await channels();
    if (!present.isPublic) return notPublic(reply, language);
    const hours = hoursLines(link.openingHours, language);
    const address = `${publicUrl.replace(/^https?:\/\//, "")}/l/${link.code}`;
    const drawn = sheetAccounts(link.code, present).map(async (account) => ({
      ...account,
      qr: await drawQr(account.url),
    }));
    const view = { ...viewOf(link, language), assets, hours, size, address };
    return html(reply, render("landing/poster", { ...view, accounts: await Promise.all(drawn) }));
  });

  /** What is printed stays: a code that opens on this machine only must not be. */
  const notPublic = (reply: FastifyReply, language: Language) => {
    const words = wordingIn(language).links;
    const view = { assets, language, words, says: words.notPublic, phone: null };
    return html(reply.code(409), render("landing/gone", view));
  };
}

async function drawQr(url: string): Promise<string> {
  const { toString: draw } = await import("qrcode");
  return draw(url, { type: "svg", errorCorrectionLevel: "M" });
}

function viewOf(link: ShownLink, language: Language) {
  const words = wordingIn(language).links;
  const until = formatLastDay(link.expiresAt);
  return { link, language, words, until, otherLanguage: language === "vi" ? "en" : "vi" };
}

/** Sends a page that no search engine may index: its address is its key. */
function html(reply: FastifyReply, page: string): FastifyReply {
  return reply
    .type("text/html; charset=utf-8")
    .header("cache-control", "no-store")
    .header("x-robots-tag", "noindex, nofollow")
    .send(page);
}

function isPerson(request: FastifyRequest): boolean {
  return !isOnlyLooking(request) && !previewers.test(request.headers["user-agent"] ?? "");
}
