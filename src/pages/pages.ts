import type { FastifyInstance } from "fastify";
import { packPages } from "../http/packing.ts";
import { TooManyRequestsError } from "../http/problem.ts";
import { limitRequests } from "../http/rate-limit.ts";
import { createSiteOrigin } from "../http/site-origin.ts";
import { serveVersionedFolder } from "../http/versioned-folder.ts";
import { createPageErrorHandler } from "./errors/answer-error.ts";
import { keptListRoutes } from "./kept/kept-list-page.ts";
import type { PageDependencies, PagesOptions } from "./page-dependencies.ts";
import { openPageRenderer, pageFiles } from "./page-files.ts";
import { pointListRoutes } from "./points/list-page.ts";
import { pointPageRoutes } from "./points/point-page.ts";
import { procedureListRoutes } from "./procedures/list-page.ts";
import { procedurePageRoutes } from "./procedures/procedure-page.ts";
import { crawlerRoutes } from "./site/crawlers.ts";
import { siteFileRoutes } from "./site/site-files.ts";
import { wallRoutes } from "./wall/wall-page.ts";

const requestsPerMinute = 1_200;

/** Serves the public pages that stay, as a fastify plugin. */
export async function pagesPlugin(app: FastifyInstance, options: PagesOptions): Promise<void> {
  await limitRequests(app, {
    requestsPerMinute: options.requestsPerMinute ?? requestsPerMinute,
    createError: () => new TooManyRequestsError(),
  });
  packPages(app);
  await serveVersionedFolder(app, pageFiles);
  const publicOrigin = new URL(options.publicUrl).origin;
  const render = openPageRenderer(options.publicUrl);
  app.setErrorHandler(createPageErrorHandler(render));
  const dependencies: PageDependencies = {
    ...options,
    render,
    publicOrigin,
    siteOrigin: createSiteOrigin(options.publicUrl),
  };
  siteFileRoutes(app);
  crawlerRoutes(app, dependencies);
  procedureListRoutes(app, dependencies);
  procedurePageRoutes(app, dependencies);
  keptListRoutes(app, dependencies);
  pointListRoutes(app, dependencies);
  pointPageRoutes(app, dependencies);
  wallRoutes(app, dependencies);
}
