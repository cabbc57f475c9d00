import type { FastifyInstance, FastifyRequest } from "fastify";
import { wordingIn } from "../../wording/wording.ts";
import { drawQr } from "../draw-qr.ts";
import { PageError } from "../errors/answer-error.ts";
import { type PageHead, sendPage } from "../frame.ts";
import type { PageDependencies } from "../page-dependencies.ts";
import { readLanguage, readParameter, toPath } from "../read-query.ts";
import { describeOffice } from "./government-office.ts";
import { viewPointPage } from "./point-view.ts";
import { pathOfPoint, writeAddress } from "./summarize-point.ts";

const paperSizes = ["A4", "A5"] as const;
type PointRoute = { Params: { id: string } };

/** Serves `GET /diem/:id`: a help point as it is now, to read, to print and to send on. It needs no scripts. */
export function pointPageRoutes(
  app: FastifyInstance,
  { catalog, now, render, siteOrigin, contactPhone }: PageDependencies,
): void {
  app.get<PointRoute>("/diem/:id", async (request, reply) => {
    const language = readLanguage(request);
    const words = wordingIn(language).pointPage;
    const current = catalog().inLanguage(language);
    const point = current.points.get(request.params.id);
    if (point === undefined) throw new PageError(404, words.notFound);
    if (point.status !== "active") throw new PageError(410, words.gone);
    const origin = siteOrigin(request);
    const path = pathOfPoint(point.id, language);
    const size = readSize(request);
    const head: PageHead = {
      language,
      title: point.name,
      description: words.pageDescription(writeAddress(point)),
      canonical: path,
      isIndexed: true,
      otherLanguage: pathOfPoint(point.id, language === "vi" ? "en" : "vi"),
      structured: describeOffice(point, `${origin}${path}`),
      origin,
      scripts: ["page.js"],
      styles: ["points.css", `point-${size.toLowerCase()}.css`],
    };
    const chat = `/?point=${point.id}`;
    const view = {
      ...viewPointPage(point, { catalog: current, language, contactPhone, now: now() }),
      says: words,
      url: `${origin}${path}`,
      chatPath: chat,
      chatUrl: `${origin}${chat}`,
      qr: await drawQr(`${origin}${chat}`),
      wallPath: toPath("/bang", { point: point.id }),
      wardPath: toPath("/diem", { xa: point.ward_code, lang: language === "vi" ? null : language }),
      papers: paperSizes.map((name) => ({
        name,
        path: toPath(path, { kho: name.toLowerCase() }),
        isChosen: name === size,
      })),
    };
    return sendPage(reply, head, render("points/point", head, view));
  });
}

function readSize(request: FastifyRequest): (typeof paperSizes)[number] {
  const asked = readParameter(request, "kho");
  return paperSizes.find((size) => size.toLowerCase() === asked) ?? "A4";
}
