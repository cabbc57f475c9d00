import type { FastifyInstance } from "fastify";
import { wordingIn } from "../../wording/wording.ts";
import { drawQr } from "../draw-qr.ts";
import { PageError } from "../errors/answer-error.ts";
import { type PageHead, sendPage } from "../frame.ts";
import type { PageDependencies } from "../page-dependencies.ts";
import { toPath } from "../read-query.ts";
import { describeService } from "./government-service.ts";
import { viewListed } from "./listed-page.ts";
import { describeFrame, type ProcedureAddress, readLook } from "./procedure-address.ts";
import { type ShownProcedure, viewProcedure } from "./procedure-view.ts";
import { readCase, writeCase } from "./read-case.ts";

/**
 * Serves `GET /thu-tuc/:id`: everything that is known of a procedure on this day. With answers in the address it is the
 * resident's own list, which search engines do not get to see.
 */
export function procedurePageRoutes(app: FastifyInstance, dependencies: PageDependencies): void {
  const { catalog, now, publicOrigin, render, contactPhone } = dependencies;

  app.get<{ Params: { id: string } }>("/thu-tuc/:id", async (request, reply) => {
    const { id } = request.params;
    const look = readLook(request);
    const current = catalog().inLanguage(look.language);
    const place = { publicOrigin, path: `/thu-tuc/${id}`, values: {}, ...look };
    const listed = current.listed.get(id);
    if (listed !== undefined) {
      const { head, view } = await viewListed(listed, place);
      return sendPage(reply, head, render("procedures/listed", head, view));
    }
    const procedure = current.procedures.get(id);
    const guide = current.guides.get(id);
    if (procedure === undefined || guide === undefined) {
      throw new PageError(404, wordingIn("vi").errorPage.unknown);
    }
    const given = readCase(request, guide, current);
    const { language } = look;
    const shown = { catalog: current, procedure, guide, given, language, now: now(), contactPhone };
    const address = { ...place, values: writeCase(given) };
    const { head, view } = await viewGuided(shown, address);
    return sendPage(reply, head, render("procedures/procedure", head, view));
  });
}

/** Returns what the page shows; `keptUntil` says how long a list is kept, and is null for a page that stays. */
export async function viewGuided(
  shown: ShownProcedure,
  address: ProcedureAddress,
  keptUntil: string | null = null,
): Promise<{ readonly head: PageHead; readonly view: object }> {
  const { given, guide, procedure } = shown;
  const content = viewProcedure(shown);
  const { name } = content.checklist;
  const { says, url, ...frame } = describeFrame(address);
  const isOwn = Object.values(writeCase(given)).some((value) => value !== null);
  const isPlain = !isOwn && keptUntil === null;
  const head: PageHead = {
    ...frame.head,
    ...(keptUntil !== null && { canonical: null }),
    title: isPlain ? name : says.ownTitle(name),
    description: says.description(name),
    isIndexed: isPlain && address.paper === null,
    ...(isPlain && { structured: describeService(content.checklist, guide.purpose, url) }),
  };
  const view = {
    ...content,
    ...frame.view,
    says,
    isOwn: !isPlain,
    keptUntil,
    action: `/thu-tuc/${procedure.id}`,
    pointId: given.point?.id ?? null,
    chatPath: toPath("/", { procedure: procedure.id, point: given.point?.id ?? null }),
    qr: await drawQr(url),
  };
  return { head, view };
}
