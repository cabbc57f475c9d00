import { fileURLToPath } from "node:url";
import cookie from "@fastify/cookie";
import formbody from "@fastify/formbody";
import { Eta } from "eta";
import type { FastifyInstance } from "fastify";
import type { LifeEvent } from "../../catalog/schema.ts";
import { packPages } from "../../http/packing.ts";
import { limitRequests } from "../../http/rate-limit.ts";
import { createSiteOrigin } from "../../http/site-origin.ts";
import { createWebErrorHandler, tooManyRequests } from "./answer-error.ts";
import { serveWebAssets } from "./assets.ts";
import type { WebConversations } from "./conversations.ts";
import type { WebDependencies } from "./dependencies.ts";
import type { LinkChannels, LinkSource } from "./landing/link-page.ts";
import { linkPageRoutes } from "./landing/link-routes.ts";
import { maxBodyBytes, messageRoutes } from "./messages.ts";
import { pageRoutes } from "./page.ts";
import { qrRoute } from "./qr-route.ts";
import { streamRoute } from "./stream.ts";
import { textSizeRoute } from "./text-size.ts";
import { createVisitorCookies } from "./visitor.ts";

export interface WebOptions {
  readonly conversations: WebConversations;
  /** The first signs the visitors' cookies, and all verify them. */
  readonly cookieSecrets: string[];
  /** The address that residents open. */
  readonly publicUrl: string;
  readonly lifeDays: number;
  readonly now: () => Date;
  /** Returns the name of an active help point, for the greeting at its kiosk; null if it is not known. */
  readonly pointName: (id: string) => string | null;
  /** For the pictures of a kiosk's first screen. */
  readonly lifeEvents: () => readonly LifeEvent[];
  readonly links: LinkSource;
  readonly linkChannels: () => Promise<LinkChannels>;
  readonly privacy: PrivacyFacts;
  readonly heartbeatMs?: number;
  readonly messagesPerMinute?: number;
  /** The limit for one client address, which a whole neighbourhood may share. */
  readonly requestsPerMinute?: number;
}

/** What the privacy notice states beside `lifeDays`. */
export interface PrivacyFacts {
  /** Days for which a followed dossier is kept. */
  readonly keptDays: number;
  /** Whether a language model reads some sentences. */
  readonly asksModel: boolean;
}

const secondsPerDay = 86_400;
const heartbeatMs = 15_000;
const messagesPerMinute = 60;
const requestsPerMinute = 1_200;

/** Serves the residents' web chat, as a fastify plugin. */
export async function webPlugin(app: FastifyInstance, options: WebOptions): Promise<void> {
  const eta = new Eta({ views: fileURLToPath(new URL(".", import.meta.url)), cache: true });
  const { origin, protocol } = new URL(options.publicUrl);
  const siteOrigin = createSiteOrigin(options.publicUrl);
  const secure = protocol === "https:";

  await app.register(cookie, { secret: options.cookieSecrets });
  await app.register(formbody, { bodyLimit: maxBodyBytes });
  await limitRequests(app, {
    requestsPerMinute: options.requestsPerMinute ?? requestsPerMinute,
    createError: tooManyRequests,
  });
  packPages(app);
  const assets = await serveWebAssets(app);
  app.setErrorHandler(createWebErrorHandler((detail) => eta.render("notice", { assets, detail })));

  const dependencies: WebDependencies = {
    ...options,
    visitors: createVisitorCookies(secure, options.lifeDays * secondsPerDay),
    publicOrigin: origin,
    siteOrigin,
    assets,
    heartbeatMs: options.heartbeatMs ?? heartbeatMs,
    messagesPerMinute: options.messagesPerMinute ?? messagesPerMinute,
  };
  const privacy = { ...options.privacy, conversationDays: options.lifeDays, assets };
  app.get("/rieng-tu", async (_request, reply) =>
    reply.type("text/html; charset=utf-8").send(eta.render("privacy", privacy)),
  );
  pageRoutes(app, dependencies, {
    page: (view) => eta.render("page", view),
    press: (view) => eta.render("press", view),
  });
  messageRoutes(app, dependencies);
  textSizeRoute(app, dependencies);
  streamRoute(app, dependencies);
  qrRoute(app, siteOrigin);
  linkPageRoutes(app, {
    links: options.links,
    channels: options.linkChannels,
    publicUrl: options.publicUrl,
    siteOrigin,
    assets,
    render: (template, view) => eta.render(template, view),
  });
}
