import type { FastifyInstance } from "fastify";
import type { Catalog } from "../../catalog/catalog.ts";
import type { HelpPoint } from "../../catalog/schema.ts";
import { wordingIn } from "../../wording/wording.ts";
import { PageError } from "../errors/answer-error.ts";
import { type PageHead, sendPage } from "../frame.ts";
import type { PageDependencies } from "../page-dependencies.ts";
import { readLanguage, readParameter, toPath } from "../read-query.ts";
import { findPoints, listActive } from "./find-points.ts";
import { summarizePoint } from "./summarize-point.ts";

/** UTF-16 units, checked before anything reads the query. */
const maxQueryLength = 200;
const perPage = 50;
const path = "/diem";

/** What of the points a list shows, and under which words. */
interface Selection {
  readonly title: string;
  readonly points: readonly HelpPoint[];
}

/**
 * Serves `GET /diem`: the provinces, with `?tinh=` the points of one, with `?xa=` those of a ward, and what `?q=` finds.
 * It needs no scripts.
 */
export function pointListRoutes(
  app: FastifyInstance,
  { catalog, now, render, siteOrigin }: PageDependencies,
): void {
  app.get(path, async (request, reply) => {
    const language = readLanguage(request);
    const lang = language === "vi" ? null : language;
    const { pointPage: list } = wordingIn(language);
    const query = readParameter(request, "q")?.trim() ?? "";
    if (query.length > maxQueryLength) throw new PageError(400, list.longQuery);
    const current = catalog().inLanguage(language);
    const area = query === "" ? findArea(current, readArea(request)) : null;
    const selection = query === "" ? area : search(current, query, language, now());
    const part = selection && cut(selection, readPage(readParameter(request, "trang")));
    const pagePath = (page: number, otherLang = lang) =>
      toPath(path, {
        q: query === "" ? null : query,
        tinh: area?.province ?? null,
        xa: area?.ward ?? null,
        trang: page === 1 ? null : String(page),
        lang: otherLang,
      });
    const page = part?.page ?? 1;
    const head: PageHead = {
      language,
      title: area?.title ?? list.title,
      description: list.description(area?.points.length ?? listActive(current).length),
      canonical: query === "" ? pagePath(page) : null,
      isIndexed: query === "",
      otherLanguage: pagePath(page, language === "vi" ? "en" : null),
      origin: siteOrigin(request),
      styles: ["points.css"],
    };
    const at = now();
    const view = {
      list,
      query,
      lang,
      part,
      pagePath,
      allPath: toPath(path, { lang }),
      heading: selection !== null && query !== "" ? selection.title : null,
      isNothing: selection !== null && selection.points.length === 0,
      shown: (part?.points ?? []).map((point) => summarizePoint(current, point, language, at)),
      provinces: area === null ? countByProvince(current) : [],
      provincePath: (code: string) => toPath(path, { tinh: code, lang }),
    };
    return sendPage(reply, head, render("points/list", head, view));
  });
}

interface AskedArea {
  readonly ward: string | null;
  readonly province: string | null;
}

function readArea(request: Parameters<typeof readParameter>[0]): AskedArea {
  return { ward: readParameter(request, "xa"), province: readParameter(request, "tinh") };
}

/** Returns the points of the ward or province of that code; null if there is none of it. */
function findArea(
  catalog: Catalog,
  { ward: wardCode, province: provinceCode }: AskedArea,
): (Selection & AskedArea) | null {
  const ward = catalog.wards.get(wardCode ?? "");
  if (ward !== undefined) {
    const points = listActive(catalog).filter(({ ward_code: code }) => code === ward.code);
    const province = catalog.provinces.get(ward.province_code)?.name ?? "";
    const title = province === "" ? ward.name : `${ward.name}, ${province}`;
    return { title, points, ward: ward.code, province: null };
  }
  const province = catalog.provinces.get(provinceCode ?? "");
  if (province === undefined) return null;
  const points = pointsByProvince(catalog).get(province.code) ?? [];
  return { title: province.name, points, ward: null, province: province.code };
}

function search(catalog: Catalog, query: string, language: "vi" | "en", now: Date): Selection {
  const { pointPage: words } = wordingIn(language);
  const { points, place, areOnlyNear } = findPoints(catalog, query, now);
  if (points.length === 0) return { title: words.nothing(query), points };
  if (place === null) return { title: words.found(query, points.length), points };
  return { title: areOnlyNear ? words.noneInPlace(place) : words.inPlace(place), points };
}

function countByProvince(catalog: Catalog) {
  const points = pointsByProvince(catalog);
  return [...catalog.provinces.values()]
    .map(({ code, name }) => ({ code, name, count: points.get(code)?.length ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count);
}

/** A record names its province, in the language of the catalogue or in Vietnamese. */
function pointsByProvince(catalog: Catalog): ReadonlyMap<string, readonly HelpPoint[]> {
  const codes = new Map([...catalog.provinces.values()].map(({ code, name }) => [name, code]));
  return Map.groupBy(
    listActive(catalog),
    ({ ward_code: ward, province }) =>
      catalog.wards.get(ward ?? "")?.province_code ?? codes.get(province) ?? "",
  );
}

function readPage(typed: string | null): number {
  return typed !== null && /^[1-9]\d{0,3}$/.test(typed) ? Number(typed) : 1;
}

function cut({ points }: Selection, asked: number) {
  const last = Math.max(1, Math.ceil(points.length / perPage));
  const page = Math.min(asked, last);
  return { points: points.slice((page - 1) * perPage, page * perPage), page, last };
}
