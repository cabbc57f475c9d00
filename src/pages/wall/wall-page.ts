import type { FastifyInstance } from "fastify";
import { wordingIn } from "../../wording/wording.ts";
import { drawQr } from "../draw-qr.ts";
import { PageError } from "../errors/answer-error.ts";
import { type PageHead, sendPage } from "../frame.ts";
import type { PageDependencies } from "../page-dependencies.ts";
import { readLanguage, readParameter } from "../read-query.ts";
import { viewWall } from "./wall-view.ts";

/** Long enough to read three procedures. */
const secondsPerPage = 20;

/**
 * Serves `GET /bang`, the screen on the wall: with `?point=` the hours of that help point, then what is asked most. Each page
 * is complete by itself and leads to the next one, so that what it shows is never older than a round.
 */
export function wallRoutes(
  app: FastifyInstance,
  { catalog, now, render, siteOrigin, contactPhone, mostAsked }: PageDependencies,
): void {
  app.get("/bang", async (request, reply) => {
    const language = readLanguage(request);
    const { wall: words, pointPage } = wordingIn(language);
    const current = catalog().inLanguage(language);
    const id = readParameter(request, "point");
    const point = id === null ? null : (current.points.get(id) ?? undefined);
    if (point === undefined) throw new PageError(404, pointPage.notFound);
    if (point !== null && point.status !== "active") throw new PageError(410, pointPage.gone);
    const at = now();
    const wall = viewWall(point, {
      catalog: current,
      language,
      contactPhone,
      now: at,
      mostAsked: await mostAsked(),
      asked: readPage(readParameter(request, "trang")),
    });
    const chatUrl = `${siteOrigin(request)}${point === null ? "/" : `/?point=${point.id}`}`;
    const head: PageHead = {
      language,
      title: point === null ? words.title : words.titleAt(point.name),
      description: words.everywhere,
      canonical: null,
      isIndexed: false,
    };
    const view = {
      wall: words,
      points: pointPage,
      ...wall,
      chatUrl,
      qr: await drawQr(chatUrl),
      renderedAt: at.getTime(),
      secondsPerPage,
    };
    return sendPage(reply, head, render("wall/wall", head, view));
  });
}

function readPage(typed: string | null): number {
  return typed !== null && /^[1-9]\d{0,2}$/.test(typed) ? Number(typed) : 1;
}
