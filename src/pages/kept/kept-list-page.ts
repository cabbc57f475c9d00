import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Catalog } from "../../catalog/catalog.ts";
import { languages } from "../../catalog/language.ts";
import { type KeptListRow, keptListEnd, selectKeptList } from "../../db/queries/kept-lists.ts";
import { formatLastDay } from "../../wording/last-day.ts";
import { wordingIn } from "../../wording/wording.ts";
import { PageError } from "../errors/answer-error.ts";
import { sendPage } from "../frame.ts";
import type { PageDependencies } from "../page-dependencies.ts";
import { readLook } from "../procedures/procedure-address.ts";
import { viewGuided } from "../procedures/procedure-page.ts";
import type { GivenCase } from "../procedures/read-case.ts";
import { readParameter } from "../read-query.ts";
import { groupCode, readCode } from "./list-code.ts";

type CodeRoute = { Params: { code: string } };

/**
 * Serves `GET /ds/:code`: a kept list, by what holds on the day on which it is opened. Its address is its key: no search engine
 * and no other site gets to see it.
 */
export function keptListRoutes(app: FastifyInstance, dependencies: PageDependencies): void {
  const { db, codes, attempts } = dependencies.keptLists;
  const { catalog, now, publicOrigin, render, contactPhone } = dependencies;
  const errors = wordingIn("vi").keptList;

  /** Only wrong codes count: one is too long to be guessed, and a right one must open whatever else came. */
  const refuse = async (request: FastifyRequest): Promise<never> => {
    const attempt = await attempts.count("kept list", { address: request.ip }, now());
    if (attempt.isAllowed) throw new PageError(404, errors.unknown);
    throw new PageError(429, errors.refused, attempt.retryAfterMs);
  };

  app.get<CodeRoute>("/ds/:code", async (request, reply): Promise<FastifyReply> => {
    reply.header("referrer-policy", "no-referrer");
    const code = readCode(request.params.code);
    const row = code === null ? undefined : await selectKeptList(db, codes.hash(code));
    if (code === null || row === undefined) return refuse(request);
    const ends = keptListEnd(row.created_at);
    if (ends <= now()) throw new PageError(410, errors.expired);
    const asked = readLook(request);
    const kept = languages.find((each) => each === row.language) ?? "vi";
    const language = readParameter(request, "lang") === null ? kept : asked.language;
    const current = catalog().inLanguage(language);
    const procedure = current.procedures.get(row.procedure_id);
    const guide = current.guides.get(row.procedure_id);
    if (procedure === undefined || guide === undefined) throw new PageError(410, errors.gone);
    const given = readKept(row, current);
    const shown = { catalog: current, procedure, guide, given, language, now: now(), contactPhone };
    const address = {
      publicOrigin,
      path: `/ds/${groupCode(code)}`,
      values: {},
      language,
      paper: asked.paper,
    };
    const { head, view } = await viewGuided(
      shown,
      address,
      wordingIn(language).keptList.until(formatLastDay(ends)),
    );
    return sendPage(reply, head, render("procedures/procedure", head, view));
  });
}

/** buildChecklist ignores answers to questions that no longer exist. */
function readKept(row: KeptListRow, { provinces, points }: Catalog): GivenCase {
  const pairs = row.answers.split(",").filter((pair) => pair !== "");
  const point = points.get(row.point_id ?? "");
  return {
    answers: new Map(
      pairs.map((pair) => {
        const [question = "", value = ""] = pair.split(":");
        return [question, value];
      }),
    ),
    province: provinces.get(row.province_code ?? "") ?? null,
    point: point?.status === "active" ? point : null,
  };
}
