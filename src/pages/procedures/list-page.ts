import type { FastifyInstance } from "fastify";
import type { Catalog } from "../../catalog/catalog.ts";
import type { PictureName } from "../../pictures/names.ts";
import { pictureOfLifeEvent } from "../../pictures/picture-of.ts";
import { pictureAddress } from "../../pictures/picture-routes.ts";
import { wordingIn } from "../../wording/wording.ts";
import { PageError } from "../errors/answer-error.ts";
import { type PageHead, sendPage } from "../frame.ts";
import type { PageDependencies } from "../page-dependencies.ts";
import { readLanguage, readParameter, toPath } from "../read-query.ts";
import { type NamedProcedure, nameProcedures } from "./named-procedure.ts";
import { searchProcedures } from "./search-procedures.ts";

/** UTF-16 units, checked before anything reads the query. */
const maxQueryLength = 200;
const perPage = 50;
/** No list has more pages. */
const maxPage = 9_999;
const path = "/thu-tuc";
/** The group of procedures without a guide: `?nhom=khac`. */
const importedGroup = "khac";

/** Some of a long list. */
interface ListPart {
  readonly procedures: readonly NamedProcedure[];
  readonly page: number;
  readonly last: number;
}

/**
 * Serves `GET /thu-tuc`: all procedures with a guide by life event, what `?q=` finds, and with `?nhom=khac` those without
 * a guide. It needs no scripts.
 */
export function procedureListRoutes(
  app: FastifyInstance,
  { catalog, now, render }: PageDependencies,
): void {
  app.get(path, async (request, reply) => {
    const language = readLanguage(request);
    const lang = language === "vi" ? null : language;
    const { pages: words, procedureList: list } = wordingIn(language);
    const query = readParameter(request, "q")?.trim() ?? "";
    if (query.length > maxQueryLength) throw new PageError(400, words.longQuery);
    const current = catalog().inLanguage(language);
    const isImported = query === "" && readParameter(request, "nhom") === importedGroup;
    const searched = query === "" ? null : searchProcedures(current, query, now());
    const found = searched?.ids ?? (isImported ? [...current.listed.keys()] : null);
    const part =
      found === null ? null : cut(current, found, readPage(readParameter(request, "trang")));
    const pagePath = (page: number, otherLang = lang) =>
      toPath(path, {
        q: query === "" ? null : query,
        nhom: isImported ? importedGroup : null,
        trang: page === 1 ? null : String(page),
        lang: otherLang,
      });
    const head: PageHead = {
      language,
      title: isImported ? list.importedTitle : list.title,
      description: list.description(current.procedures.size + current.listed.size),
      canonical: query === "" ? pagePath(part?.page ?? 1) : null,
      isIndexed: query === "",
      otherLanguage: pagePath(part?.page ?? 1, language === "vi" ? "en" : null),
    };
    const view = {
      list,
      query,
      isImported,
      part,
      pagePath,
      lang,
      count: found?.length ?? 0,
      calls: searched?.emergencyCalls ?? [],
      danger: wordingIn(language).asked.emergency(searched?.emergencyCalls ?? []),
      groups: isImported ? [] : groupByEvent(current),
      importedPath: current.listed.size === 0 ? null : toPath(path, { nhom: importedGroup, lang }),
      importedCount: current.listed.size,
      procedurePath: (id: string) => toPath(`${path}/${id}`, { lang }),
    };
    return sendPage(reply, head, render("procedures/list", head, view));
  });
}

function readPage(typed: string | null): number {
  return typed !== null && /^[1-9]\d{0,3}$/.test(typed) ? Math.min(Number(typed), maxPage) : 1;
}

function cut(catalog: Catalog, ids: readonly string[], page: number): ListPart {
  const last = Math.max(1, Math.ceil(ids.length / perPage));
  const shown = Math.min(page, last);
  const some = ids.slice((shown - 1) * perPage, shown * perPage);
  return { procedures: nameProcedures(catalog, some), page: shown, last };
}

/** A procedure may belong to several events; those of none come last, under no title. */
function groupByEvent(catalog: Catalog) {
  const events = catalog.lifeEvents.map(({ id, title, procedures }) => ({
    id,
    title,
    picture: addressOf(pictureOfLifeEvent(id)),
    procedures: nameProcedures(catalog, procedures),
  }));
  const grouped = new Set(catalog.lifeEvents.flatMap(({ procedures }) => procedures));
  const others = [...catalog.procedures.keys()].filter((id) => !grouped.has(id));
  return others.length === 0
    ? events
    : [
        ...events,
        { id: "khac", title: null, picture: null, procedures: nameProcedures(catalog, others) },
      ];
}

function addressOf(picture: PictureName | null): string | null {
  return picture === null ? null : pictureAddress(picture);
}
