import type { Calendar } from "./calendar.ts";
import { buildCalendar } from "./calendar.ts";
import { buildNearest, type NearestQuery, type PointView } from "./nearest.ts";
import { buildPlaces, type PlaceMatch } from "./places.ts";
import { indexPoints } from "./point-index.ts";
import type {
  CatalogRecords,
  GlossaryEntry,
  Guide,
  HelpPoint,
  LifeEvent,
  Procedure,
  Province,
  Ward,
} from "./schema.ts";
import { buildSearch, type SearchHit } from "./search.ts";
import { indexMatters } from "./search/matters.ts";
import { buildUnderstand, type Understand } from "./understand.ts";
import { cueVocabulary } from "./understanding/cues.ts";
import { buildVisit, type VisitQuery, type VisitView } from "./visit.ts";

/** What there is to know. Immutable; a change of data builds a new one. */
export interface Catalog {
  readonly procedures: ReadonlyMap<string, Procedure>;
  readonly guides: ReadonlyMap<string, Guide>;
  readonly glossary: readonly GlossaryEntry[];
  readonly lifeEvents: readonly LifeEvent[];
  /** Every point, historical ones too: `nearest` never returns those. */
  readonly points: ReadonlyMap<string, HelpPoint>;
  readonly wards: ReadonlyMap<string, Ward>;
  readonly provinces: ReadonlyMap<string, Province>;
  readonly calendar: Calendar;
  /** What a typed sentence means, and what it says of time, place and dossier. */
  readonly understand: Understand;
  /** Procedures that a typed sentence may mean, best first; `score` from 0 to 1. */
  search(sentence: string, limit?: number): SearchHit[];
  /** Wards that a typed place may mean, before and after the 2025 reform. */
  findPlaces(typed: string): PlaceMatch[];
  /** Active points, nearest first; those without coordinates last. */
  nearest(query: NearestQuery): PointView[];
  /** Where to go, and when: the order in which the chat offers points. */
  nearestToVisit(query: VisitQuery): VisitView[];
}

/** Builds every index once. The records must have passed `findFaults`. */
export function buildCatalog(records: CatalogRecords): Catalog {
  const calendar = buildCalendar(records.holidays, records.yearsOfficial);
  const procedures = byId(records.procedures);
  const vocabulary = [...cueVocabulary, ...records.commonWords];
  const matters = indexMatters(records.procedures, records.alsoSaid, vocabulary);
  const search = buildSearch(matters, new Map(records.procedures.map(({ id, name }) => [id, name])));
  const findPlaces = buildPlaces(records.wards, records.provinces);
  const pointIndex = indexPoints(records.points, calendar);
  const nearest = buildNearest(pointIndex);
  const nearestToVisit = buildVisit(pointIndex);
  return Object.freeze({
    procedures,
    guides: new Map(records.guides.map((guide) => [guide.procedure, guide])),
    glossary: records.glossary,
    lifeEvents: records.lifeEvents,
    points: byId(records.points),
    wards: new Map(records.wards.map((ward) => [ward.code, ward])),
    provinces: new Map(records.provinces.map((province) => [province.code, province])),
    calendar,
    search,
    understand: buildUnderstand({ matters, procedures, findPlaces }),
    findPlaces,
    nearest,
    nearestToVisit,
  });
}

function byId<T extends { readonly id: string }>(records: readonly T[]): ReadonlyMap<string, T> {
  return new Map(records.map((record) => [record.id, record]));
}
