import { type ListedProcedure, toListedId } from "../listed/listed-procedure.ts";
import type { HelpPoint } from "../schema.ts";
import type { ChangeOf, RecordFields } from "../versions/change.ts";
import { isSameValue } from "../versions/same-value.ts";
import { compareWithGuided } from "./compare-with-guided.ts";
import { indexKnownRecords, type KnownRecords, type RecordsToCompare } from "./known-records.ts";
import { completePoint, findPointFaults } from "./plan-point.ts";
import type { ImportFault, ImportRow, StatedPoint, StatedProcedure } from "./reading.ts";

export type ImportChange = ChangeOf<"listed"> | ChangeOf<"point">;

/** One field in which a row differs from the catalogue. Texts are as JSON for lists. */
export interface FieldDifference {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What importing a row would do. */
export interface PlannedRow {
  readonly row: number;
  readonly kind: ImportRow["kind"];
  readonly id: string;
  readonly name: string;
  /** "guided": the catalogue has a guide for it, which an import never touches. */
  readonly verdict: "new" | "changed" | "unchanged" | "guided";
  readonly differences: readonly FieldDifference[];
  /** What an editor should look at. */
  readonly notes: readonly string[];
  /** null: nothing would change. */
  readonly change: ImportChange | null;
}

export interface ImportPlanner {
  /** Compares one row with the catalogue and with the rows before it. */
  plan(row: ImportRow): PlannedRow | readonly ImportFault[];
}

/** They say when and how something was imported: without another difference they change nothing. */
const bookkeeping: ReadonlySet<string> = new Set(["checked", "imported_from", "coord_source"]);

/**
 * Creates a planner for the files of one import. The same file once more plans nothing, whatever the day.
 * @param day The local day of the import.
 */
export function createImportPlanner(records: RecordsToCompare, day: string): ImportPlanner {
  const known = indexKnownRecords(records);
  const seen = new Map<string, { readonly row: number; readonly stated: object }>();
  return {
    plan: (row) => {
      const key =
        row.kind === "procedure" ? `procedure ${row.stated.code}` : `point ${row.stated.id}`;
      const earlier = seen.get(key);
      if (earlier !== undefined && !isSameValue(earlier.stated, row.stated)) {
        return [repeated(row, earlier.row)];
      }
      seen.set(key, { row: row.row, stated: row.stated });
      return row.kind === "procedure"
        ? planProcedure(row.row, row.stated, known, day)
        : planPoint(row.row, row.stated, known);
    },
  };
}

function repeated({ row, kind }: ImportRow, earlier: number): ImportFault {
  return {
    row,
    field: kind === "procedure" ? "ma_thu_tuc" : "id",
    reason: `cùng mã với dòng ${earlier} nhưng nội dung khác`,
    remedy: "giữ một dòng",
  };
}

function planProcedure(
  row: number,
  stated: StatedProcedure,
  known: KnownRecords,
  day: string,
): PlannedRow {
  const [guided] = known.findGuidedByCode(stated.code);
  if (guided !== undefined) {
    const notes = [
      `đã có thủ tục có hướng dẫn: ${guided.id}`,
      ...compareWithGuided(stated, guided, day),
    ];
    const { id, name } = guided;
    return {
      row,
      kind: "procedure",
      id,
      name,
      verdict: "guided",
      differences: [],
      notes,
      change: null,
    };
  }
  const id = toListedId(stated.code);
  const present = known.listed.get(id) ?? null;
  const record: ListedProcedure = { ...(present ?? emptyListed(id, stated, day)), ...stated, id };
  const subject = { row, kind: "procedure", id, name: record.name } as const;
  return describe(subject, { kind: "listed", id, base: present, record });
}

function emptyListed(id: string, stated: StatedProcedure, day: string): ListedProcedure {
  return {
    id,
    code: stated.code,
    name: stated.name,
    decision: { number: null, date: null },
    level: null,
    field: null,
    who: null,
    agency: null,
    steps: [],
    ways: [],
    papers: [],
    conditions: null,
    laws: [],
    results: [],
    detail_url: null,
    imported_from: stated.imported_from,
    checked: day,
  };
}

function planPoint(
  row: number,
  stated: StatedPoint,
  known: KnownRecords,
): PlannedRow | readonly ImportFault[] {
  const present = known.points.get(stated.id) ?? null;
  const record: HelpPoint = completePoint(stated, present, known);
  const faults = findPointFaults(row, record, known);
  if (faults.length > 0) return faults;
  const { id, name } = record;
  return describe({ row, kind: "point", id, name }, { kind: "point", id, base: present, record });
}

/** The fields in which a record differs from the present one; when and how it was imported does not count. */
export function listDifferences(base: RecordFields, record: object): FieldDifference[] {
  return Object.entries(record)
    .filter(([field, after]) => !bookkeeping.has(field) && !isSameValue(base[field], after))
    .map(([field, after]) => ({ field, before: base[field] ?? null, after }));
}

function describe(
  subject: Pick<PlannedRow, "row" | "kind" | "id" | "name">,
  change: ImportChange,
): PlannedRow {
  const { base, record } = change;
  if (base === null) return { ...subject, verdict: "new", differences: [], notes: [], change };
  const differences = listDifferences(base, record ?? {});
  return differences.length === 0
    ? { ...subject, verdict: "unchanged", differences, notes: [], change: null }
    : { ...subject, verdict: "changed", differences, notes: [], change };
}
