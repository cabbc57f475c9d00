import { fileURLToPath } from "node:url";
import { Eta } from "eta";
import type { FastifyInstance } from "fastify";
import { TooManyRequestsError } from "../http/problem.ts";
import { limitRequests } from "../http/rate-limit.ts";
import { createSiteOrigin } from "../http/site-origin.ts";
import { serveVersionedFolder } from "../http/versioned-folder.ts";
import { createPageErrorHandler } from "./answer-error.ts";
import { createPageRenderer } from "./frame.ts";
import type { PageDependencies, PagesOptions } from "./page-dependencies.ts";
import { procedureListRoutes } from "./procedures/list-page.ts";
import { crawlerRoutes } from "./site/crawlers.ts";
import { previewImage, siteFileRoutes } from "./site/site-files.ts";

const requestsPerMinute = 1_200;

/** Serves the public pages that stay, as a fastify plugin. */
export async function pagesPlugin(app: FastifyInstance, options: PagesOptions): Promise<void> {
  const room = fileURLToPath(new URL(".", import.meta.url));
  const eta = new Eta({ views: room, cache: true });
  await limitRequests(app, {
    requestsPerMinute: options.requestsPerMinute ?? requestsPerMinute,
    createError: () => new TooManyRequestsError(),
  });
  const assets = await serveVersionedFolder(app, {
    folder: `${room}assets`,
    prefix: "/pages/assets",
  });
  const publicOrigin = new URL(options.publicUrl).origin;
  const render = createPageRenderer({ eta, assets, publicOrigin, previewImage: previewImage.path });
  app.setErrorHandler(createPageErrorHandler(render));
  const dependencies: PageDependencies = { ...options, render, publicOrigin };
  siteFileRoutes(app);
  crawlerRoutes(app, { ...options, siteOrigin: createSiteOrigin(options.publicUrl) });
  procedureListRoutes(app, dependencies);
}
