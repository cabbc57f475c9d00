import type { Catalog } from "../../catalog/catalog.ts";
import { parseWeeklyHours } from "../../catalog/hours/weekly-hours.ts";
import type { Language } from "../../catalog/language.ts";
import { toLocalDay } from "../../catalog/local-time.ts";
import { nameOnDuty } from "../../catalog/points/on-duty.ts";
import { findName } from "../../catalog/procedures/procedure.ts";
import type { HelpPoint } from "../../catalog/schema.ts";
import { findNumberForPoint } from "../../flows/conversations/number-to-call.ts";
import { directionsUrl } from "../../wording/directions.ts";
import { capitalize } from "../../wording/text.ts";
import { wordingIn } from "../../wording/wording.ts";
import { toPath } from "../read-query.ts";
import { listActive } from "./find-points.ts";
import { nameSources } from "./name-sources.ts";
import { type PointStatus, statusKind, summarizePoint, writeAddress } from "./summarize-point.ts";

/** A week from today. */
const shownDays = 7;
/** A holiday further ahead helps nobody who decides when to go. */
const daysAhead = 60;
const maxOthers = 8;

interface PointContext {
  readonly catalog: Catalog;
  readonly language: Language;
  readonly contactPhone: string | null;
  readonly now: Date;
}

/** Returns what the page of an active help point shows. */
export function viewPointPage(point: HelpPoint, context: PointContext) {
  const { catalog, language, now } = context;
  const words = wordingIn(language).pointPage;
  const { hours } = catalog.viewPoint(point, now);
  const call = findNumberForPoint(point, context);
  return {
    point,
    kind: words.kinds[point.kind],
    status: describeStatus(point, context),
    place: writeAddress(point),
    onDuty: nameOnDuty(point, toLocalDay(now)),
    everyWeek: everyWeek(point, language),
    basis: hours.basis,
    days: hours.basis === null ? [] : words.days(hours, now, shownDays),
    closures: words.closures(hours, now, daysAhead),
    call: call && {
      label: words.call(call),
      href: `tel:${call.phone.replace(/[^+\d]/g, "")}`,
      owner: words.owner(call),
    },
    directions: directionsUrl(point),
    services: nameServices(catalog, point, language),
    equipment: (point.equipment ?? []).map(capitalize),
    sources: nameSources(point.sources),
    others: listActive(catalog)
      .filter(({ id, ward_code: ward }) => id !== point.id && ward === point.ward_code)
      .slice(0, maxOthers)
      .map((other) => summarizePoint(catalog, other, language, now)),
  };
}

/** Whether it is open now, and until when or from when on. */
function describeStatus(point: HelpPoint, context: PointContext): PointStatus {
  const { catalog, language, now } = context;
  const { points, pointPage } = wordingIn(language);
  const view = catalog.viewPoint(point, now);
  const kind = statusKind(view.isOpen);
  const words =
    kind === "unknown"
      ? pointPage.unknownHours(findNumberForPoint(point, context))
      : points.open(view, now);
  return { kind, words };
}

/** The lines of its own weekly hours; none if they are a rule's, which nobody confirmed for it. */
function everyWeek({ opening_hours: hours }: HelpPoint, language: Language): readonly string[] {
  return hours === null ? [] : wordingIn(language).links.week(parseWeeklyHours(hours));
}

/** What it helps with: procedures with the address of their page, and plain words. */
function nameServices(catalog: Catalog, { services }: HelpPoint, language: Language) {
  return (services ?? []).map((service) => {
    const name = findName(catalog, service);
    if (name === null) return { name: capitalize(service), path: null };
    const lang = language === "vi" ? null : language;
    return { name, path: toPath(`/thu-tuc/${service}`, { lang }) };
  });
}
