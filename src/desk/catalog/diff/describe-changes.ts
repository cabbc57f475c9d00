import { listedProcedureSchema } from "../../../catalog/listed/listed-procedure.ts";
import type { CatalogRecords } from "../../../catalog/schema.ts";
import { changedFields } from "../../../catalog/versions/apply-versions.ts";
import type { CatalogChange, RecordFields } from "../../../catalog/versions/change.ts";
import { listedWording } from "../../../wording/vi/listed.ts";
import { kindNames, nameDay, nameField } from "../labels.ts";
import { type DiffLine, diffLines, keepChanged } from "./line-diff.ts";
import { type ReaderCase, tellCases, tellQuestions } from "./resident-texts.ts";

/** A part of the texts that residents read, before and after. */
export interface TextDiff {
  /** The cases in which the text changes in this way; null: always. */
  readonly cases: readonly string[] | null;
  readonly lines: readonly DiffLine[];
}

export interface DescribedChange {
  readonly kind: CatalogChange["kind"];
  readonly id: string;
  readonly title: string;
  readonly isNew: boolean;
  readonly isRemoved: boolean;
  /** The names of the changed fields. */
  readonly fields: readonly string[];
  readonly texts: readonly TextDiff[];
  /** The changed fields themselves, for the editors. */
  readonly data: readonly DiffLine[];
}

/** The records without a version and with it. */
export interface Compared {
  readonly before: CatalogRecords;
  readonly after: CatalogRecords;
}

/** Describes a change by what residents read before and after it. */
export function describeChange(
  change: CatalogChange,
  { before, after }: Compared,
  reader: ReaderCase,
): DescribedChange {
  const { kind, id, base, record } = change;
  const fields = changedFields(change);
  return {
    kind,
    id,
    title: `${kindNames[kind]}: ${namePlaced(change, before, after) ?? titleOf(change)}`,
    isNew: base === null,
    isRemoved: record === null,
    fields: base === null || record === null ? [] : fields.map(nameField),
    texts: describeTexts(change, before, after, reader),
    data: diffLines(listFields(base, fields), listFields(record, fields)),
  };
}

/** A placement holds only ids. */
function namePlaced(
  { kind, base, record }: CatalogChange,
  before: CatalogRecords,
  after: CatalogRecords,
): string | undefined {
  if (kind !== "placement") return undefined;
  const id = (record ?? base)?.["procedure"];
  const procedures = [...after.procedures, ...before.procedures];
  return procedures.find((procedure) => procedure.id === id)?.name;
}

/** Returns what a change is about, in a few words. */
export function titleOf({ kind, id, base, record }: CatalogChange): string {
  const fields: RecordFields = record ?? base ?? {};
  const text = (field: string) => {
    const value = fields[field];
    return typeof value === "string" ? value : "";
  };
  switch (kind) {
    case "guide":
      return text("short") || id;
    case "source":
      return text("title") || id;
    case "english":
      return text("text") || id;
    case "placement":
      return text("procedure") || id;
    case "holiday":
      return `${nameDay(id)} ${text("name")}`;
    case "closure":
      return `${nameDay(text("from"))} – ${nameDay(text("to"))}`;
    default:
      return text("name") || id;
  }
}

function describeTexts(
  { kind, id, base, record }: CatalogChange,
  before: CatalogRecords,
  after: CatalogRecords,
  reader: ReaderCase,
): TextDiff[] {
  const always = (was: readonly string[], is: readonly string[]): TextDiff[] => {
    const lines = diffLines(was, is);
    return lines.every(({ mark }) => mark === "same")
      ? []
      : [{ cases: null, lines: keepChanged(lines) }];
  };
  switch (kind) {
    case "procedure":
      return compareCases(tellCases(before, id, reader), tellCases(after, id, reader));
    case "guide":
      return [
        ...always(tellQuestions(before, id), tellQuestions(after, id)),
        ...(hasSameProcedure(id, before, after)
          ? compareCases(tellCases(before, id, reader), tellCases(after, id, reader))
          : []),
      ];
    case "listed":
      return always(tellListed(base), tellListed(record));
    case "point":
    case "closure":
    case "holiday":
      return always(tellRecord(base, before), tellRecord(record, after));
    case "english":
      return always(tellEnglish(base), tellEnglish(record));
    case "placement":
      return always(tellPlacement(base, before), tellPlacement(record, after));
    case "source":
    case "year":
      return [];
  }
}

/** The messages of the chat. A record of a shape that this release cannot read has no lines. */
function tellListed(fields: RecordFields | null): string[] {
  const { data } = listedProcedureSchema.safeParse(fields);
  return data === undefined ? [] : listedWording.complete(data).split("\n");
}

function tellEnglish(fields: RecordFields | null): string[] {
  return fields === null ? [] : [String(fields["english"])];
}

function tellPlacement(fields: RecordFields | null, { lifeEvents }: CatalogRecords): string[] {
  if (fields === null) return [];
  const event = lifeEvents.find(({ id }) => id === fields["event"]);
  return [`Có trong nhóm “${event?.title ?? fields["event"]}”`];
}

/** If the procedure changes too, its own change tells the cases. */
function hasSameProcedure(id: string, before: CatalogRecords, after: CatalogRecords): boolean {
  const find = ({ procedures }: CatalogRecords) => procedures.find((each) => each.id === id);
  return find(before) === find(after);
}

type Cases = ReadonlyMap<string, readonly string[]>;

/** Cases whose texts change in the same way appear once. */
function compareCases(before: Cases, after: Cases): TextDiff[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const changed = names.flatMap((name) => {
    const lines = diffLines(before.get(name) ?? [], after.get(name) ?? []);
    if (lines.every(({ mark }) => mark === "same")) return [];
    return [{ name, lines: keepChanged(lines) }];
  });
  const marked = (lines: readonly DiffLine[]) =>
    JSON.stringify(lines.filter(({ mark }) => mark !== "same"));
  return [...Map.groupBy(changed, ({ lines }) => marked(lines)).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const cases = group.length === names.length ? null : group.map(({ name }) => name);
    return [{ cases, lines: first.lines }];
  });
}

/** Fields that no resident reads. */
const hidden = new Set([
  "id",
  "sources",
  "coord_source",
  "doubts",
  "checked",
  "points_represented",
]);

function tellRecord(record: RecordFields | null, records: CatalogRecords): string[] {
  return Object.entries(record ?? {}).flatMap(([field, value]) => {
    if (hidden.has(field) || value === null || value === undefined) return [];
    return [`${nameField(field)}: ${tellValue(value, records)}`];
  });
}

function tellValue(value: unknown, records: CatalogRecords): string {
  if (Array.isArray(value)) return value.map((one) => tellValue(one, records)).join("; ");
  if (typeof value !== "object" || value === null) return String(value);
  if ("kind" in value && "code" in value) return nameArea(value, records);
  return Object.values(value)
    .filter((one) => one !== null)
    .map(String)
    .join(" ");
}

function nameArea(area: { kind: unknown; code: unknown }, records: CatalogRecords): string {
  const places = area.kind === "ward" ? records.wards : records.provinces;
  return places.find(({ code }) => code === area.code)?.name ?? String(area.code);
}

/** A list has a line for each of its items. */
function listFields(record: RecordFields | null, fields: readonly string[]): string[] {
  return fields.flatMap((field) => {
    const value = record?.[field];
    if (value === undefined) return [];
    const items = Array.isArray(value) ? value : [value];
    return items.map((item) => `${nameField(field)}: ${JSON.stringify(item)}`);
  });
}
