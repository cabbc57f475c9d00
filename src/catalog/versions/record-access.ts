import type { CatalogRecords } from "../schema.ts";
import type { ChangeKind, RecordOf } from "./change.ts";
import { keyOfText } from "./text-key.ts";

/** How the records of one kind are found in the catalogue and put back. */
interface RecordAccess<Kind extends ChangeKind> {
  list(records: CatalogRecords): readonly RecordOf<Kind>[];
  keyOf(record: RecordOf<Kind>): string;
  replace(records: CatalogRecords, changed: readonly RecordOf<Kind>[]): CatalogRecords;
}

/**
 * The years of the calendar, the translations, and the procedures of a life event are kept as one object; here each is a
 * record, so that two versions may each add one.
 */
export const recordAccess: { readonly [Kind in ChangeKind]: RecordAccess<Kind> } = {
  procedure: {
    list: ({ procedures }) => procedures,
    keyOf: ({ id }) => id,
    replace: (records, procedures) => ({ ...records, procedures }),
  },
  guide: {
    list: ({ guides }) => guides,
    keyOf: ({ procedure }) => procedure,
    replace: (records, guides) => ({ ...records, guides }),
  },
  listed: {
    list: ({ listed = [] }) => listed,
    keyOf: ({ id }) => id,
    replace: (records, listed) => ({ ...records, listed }),
  },
  placement: {
    list: ({ lifeEvents }) =>
      lifeEvents.flatMap(({ id, procedures }) =>
        procedures.map((procedure) => ({ event: id, procedure })),
      ),
    keyOf: ({ event, procedure }) => `${event}/${procedure}`,
    replace: (records, placements) => ({
      ...records,
      lifeEvents: records.lifeEvents.map((event) => ({
        ...event,
        procedures: placements
          .filter((placement) => placement.event === event.id)
          .map(({ procedure }) => procedure),
      })),
    }),
  },
  english: {
    list: ({ english }) =>
      [...english].map(([text, translation]) => ({ text, english: translation })),
    keyOf: ({ text }) => keyOfText(text),
    replace: (records, translations) => ({
      ...records,
      english: new Map(translations.map(({ text, english }) => [text, english])),
    }),
  },
  source: {
    list: ({ sources }) => sources,
    keyOf: ({ id }) => id,
    replace: (records, sources) => ({ ...records, sources }),
  },
  point: {
    list: ({ points }) => points,
    keyOf: ({ id }) => id,
    replace: (records, points) => ({ ...records, points }),
  },
  holiday: {
    list: ({ holidays }) => holidays,
    keyOf: ({ date }) => date,
    replace: (records, holidays) => ({ ...records, holidays }),
  },
  year: {
    list: ({ yearsOfficial }) =>
      Object.entries(yearsOfficial).map(([year, official]) => ({ year, official })),
    keyOf: ({ year }) => year,
    replace: (records, years) => ({
      ...records,
      yearsOfficial: Object.fromEntries(years.map(({ year, official }) => [year, official])),
    }),
  },
  closure: {
    list: ({ areaClosures = [] }) => areaClosures,
    keyOf: ({ id }) => id,
    replace: (records, areaClosures) => ({ ...records, areaClosures }),
  },
};

/** Returns the record of a kind with this id; undefined if there is none. */
export function findRecord<Kind extends ChangeKind>(
  records: CatalogRecords,
  kind: Kind,
  id: string,
): RecordOf<Kind> | undefined {
  const access: RecordAccess<Kind> = recordAccess[kind];
  return access.list(records).find((record) => access.keyOf(record) === id);
}

/** Returns the id by which changes name a record of a kind. */
export function keyOf<Kind extends ChangeKind>(kind: Kind, record: RecordOf<Kind>): string {
  const access: RecordAccess<Kind> = recordAccess[kind];
  return access.keyOf(record);
}
