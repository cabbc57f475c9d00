import type { Catalog } from "../../catalog/catalog.ts";
import type { Language } from "../../catalog/language.ts";
import type { HelpPoint } from "../../catalog/schema.ts";
import { wordingIn } from "../../wording/wording.ts";
import { viewPointPage } from "../points/point-view.ts";
import { toPath } from "../read-query.ts";
import { completeMostAsked } from "./most-asked.ts";
import { describeOnWall } from "./short-papers.ts";

/** As many as can be read from three metres before the page turns. */
const perSlide = 3;
const maxProcedures = 12;
const maxClosures = 3;
const maxServices = 8;
const maxLargeLines = 4;

interface WallContext {
  readonly catalog: Catalog;
  readonly language: Language;
  readonly contactPhone: string | null;
  readonly now: Date;
  readonly mostAsked: readonly string[];
  /** As the address has it: from 1. */
  readonly asked: number;
}

/**
 * Returns one page of the screen: the help point's hours first, if there is one, and what it helps with, then the procedures,
 * a few at a time. A page
 * that is no more, because the catalogue has changed, is the first.
 */
export function viewWall(point: HelpPoint | null, context: WallContext) {
  const { catalog, language, now, mostAsked } = context;
  const ids = completeMostAsked(catalog, mostAsked, maxProcedures);
  const place = point === null ? null : viewPlace(point, context);
  const own = place === null ? 0 : place.services.length > 0 ? 2 : 1;
  const last = own + Math.ceil(ids.length / perSlide);
  const number = context.asked <= last ? context.asked : 1;
  const first = (number - own - 1) * perSlide;
  return {
    place,
    shows: number > own ? "procedures" : number === 1 ? "hours" : "services",
    // Few lines may be larger.
    isShort: number === 1 && place !== null && place.everyWeek.length <= maxLargeLines,
    procedures: ids
      .slice(Math.max(0, first), Math.max(0, first + perSlide))
      .map((id) => describeOnWall(catalog, id, language, now))
      .filter((each) => each !== null),
    number,
    last,
    pathOf: (page: number) =>
      toPath("/bang", {
        point: point?.id ?? null,
        trang: String(((page - 1 + last) % last) + 1),
        lang: language === "vi" ? null : language,
      }),
  };
}

function viewPlace(point: HelpPoint, context: WallContext) {
  const view = viewPointPage(point, context);
  return {
    ...view,
    opens: wordingIn(context.language).pointPage.status[view.status.kind],
    today: view.days[0] ?? null,
    isByRule: view.basis !== null && view.basis !== "point",
    closures: view.closures.slice(0, maxClosures),
    services: view.services.slice(0, maxServices),
  };
}
