import type { FastifyInstance } from "fastify";
import type { Catalog } from "../../catalog/catalog.ts";
import type { SiteOrigin } from "../../http/site-origin.ts";

interface CrawlerOptions {
  readonly catalog: () => Catalog;
  readonly siteOrigin: SiteOrigin;
}

/** Search engines may show the public pages, and nothing that belongs to a link, a list, a dossier or the desk. */
const robots = `User-agent: *
Disallow: /?
Disallow: /bang
Disallow: /desk
Disallow: /ds/
Disallow: /integrations
Disallow: /l/
Disallow: /stop/
Disallow: /web/
Disallow: /webhooks
`;

const cache = "public, max-age=3600";

/** Serves `GET /robots.txt`, and `GET /sitemap.xml` with the address of every public page. */
export function crawlerRoutes(app: FastifyInstance, { catalog, siteOrigin }: CrawlerOptions): void {
  app.get("/robots.txt", async (request, reply) =>
    reply.type("text/plain").send(`${robots}\nSitemap: ${siteOrigin(request)}/sitemap.xml\n`),
  );
  app.get("/sitemap.xml", async (request, reply) =>
    reply
      .type("application/xml")
      .header("cache-control", cache)
      .send(toSitemap(listPages(catalog()), siteOrigin(request))),
  );
}

interface PublicPage {
  readonly path: string;
  /** When it was checked, as the record has it: a day, a month, or other words. */
  readonly changed: string | null;
}

function listPages(catalog: Catalog): readonly PublicPage[] {
  const ids = [...catalog.procedures.keys(), ...catalog.listed.keys()];
  const points = [...catalog.points.values()].filter(({ status }) => status === "active");
  return [
    ...["/", "/thu-tuc", "/diem"].map((path) => ({ path, changed: null })),
    ...ids.map((id) => ({ path: `/thu-tuc/${id}`, changed: null })),
    ...points.map(({ id, checked }) => ({ path: `/diem/${id}`, changed: checked })),
  ];
}

/** Ids are plain letters, digits and hyphens, and so is an origin: nothing here needs escaping. */
function toSitemap(pages: readonly PublicPage[], origin: string): string {
  const entries = pages.map(({ path, changed }) => {
    const isDay = changed !== null && /^\d{4}-\d\d(?:-\d\d)?$/.test(changed);
    const lastModified = isDay ? `<lastmod>${changed}</lastmod>` : "";
    return `<url><loc>${origin}${path}</loc>${lastModified}</url>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${entries.join("")}</urlset>
`;
}
