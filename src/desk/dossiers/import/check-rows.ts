import { normalizeDossierCode } from "../../../catalog/dossiers/dossier-code.ts";
import type { TableFile, TableRow } from "../../../catalog/import/table.ts";
import { withPauses } from "../../../concurrency/with-pauses.ts";
import {
  type DossierRecord,
  selectDossierRecords,
  selectKnownStepIdentities,
} from "../../../db/queries/desk-dossiers.ts";
import type { DbHandle } from "../../../db/schema.ts";
import type { DossierBox } from "../../../notify/dossiers/dossier-box.ts";
import { stepIdentity } from "../../../notify/dossiers/report.ts";
import { findRefusals, type RefusalReason } from "../../../notify/dossiers/write-access.ts";
import { statusName } from "../labels.ts";
import type { Columns } from "./columns.ts";
import { type ImportUpdate, type ParsedRow, parseRow } from "./parse-row.ts";

/** A row that will be sent, is known already, or cannot be sent for a reason. */
export interface CheckedRow {
  /** The row's number in the spreadsheet. */
  readonly line: number;
  readonly code: string;
  readonly verdict: "new" | "known" | "faulty";
  readonly reason: string;
  readonly update: ImportUpdate | null;
}

interface CheckOptions {
  readonly columns: Columns;
  readonly agencyId: number;
  readonly box: DossierBox;
  readonly now: Date;
}

/** Checks every row against the dossiers that are known now. */
export async function checkRows(
  db: DbHandle,
  { rows }: Pick<TableFile, "rows">,
  { columns, agencyId, box, now }: CheckOptions,
): Promise<CheckedRow[]> {
  const parsed: (TableRow & ParsedRow)[] = [];
  for await (const row of withPauses(rows)) {
    parsed.push({ ...row, ...parseRow(row, columns, now) });
  }
  const updates = parsed.flatMap(({ update }) => (update === null ? [] : [update]));
  const codes = updates.map(({ code }) => code);
  const refusals = await findRefusals(db, { agencyId }, codes);
  const identities = await selectKnownStepIdentities(db, updates.map(identityOf));
  const records = await selectDossierRecords(db, codes.map(normalizeDossierCode));
  const codeColumn = columns.indexOf("code");
  const seen = new Map<string, number>();

  const check = ({ line, cells, update, reason }: (typeof parsed)[number]): CheckedRow => {
    const code = cells[codeColumn] ?? "";
    const faulty = (why: string): CheckedRow => ({
      line,
      code,
      verdict: "faulty",
      reason: why,
      update: null,
    });
    if (update === null) return faulty(reason);
    const refusal = refusals.get(normalizeDossierCode(update.code));
    if (refusal !== undefined) return faulty(describeRefusal(refusal.reason));
    const identity = identityOf(update);
    const earlier = seen.get(identity);
    if (earlier !== undefined) return faulty(`lặp lại dòng ${earlier}`);
    seen.set(identity, line);
    const record = records.get(normalizeDossierCode(update.code));
    const isKnown =
      identities.has(identity) && record !== undefined && addsNothing(update, record, box);
    return isKnown
      ? { line, code, verdict: "known", reason: "đã có từ trước", update }
      : { line, code, verdict: "new", reason: "", update };
  };

  const checked: CheckedRow[] = [];
  for await (const row of withPauses(parsed)) checked.push(check(row));
  return checked;
}

function describeRefusal(reason: RefusalReason): string {
  return reason === "unlisted"
    ? "mã hồ sơ không bắt đầu bằng mã định danh của cơ quan này"
    : "hồ sơ của cơ quan khác";
}

function identityOf({ code, status, at, note }: ImportUpdate): string {
  return stepIdentity(normalizeDossierCode(code), { status, at, note });
}

/** Returns whether the record contains everything that the update states. */
function addsNothing(update: ImportUpdate, record: DossierRecord, box: DossierBox): boolean {
  const open = (sealed: string | null, field: Parameters<DossierBox["open"]>[2]) =>
    box.open(sealed, record.code_key, field);
  const same = <Value>(stated: Value | null, recorded: Value | null) =>
    stated === null || stated === recorded;
  const time = (at: Date | null) => at?.getTime() ?? null;
  return (
    same(update.procedure, record.procedure_name) &&
    same(update.applicant, open(record.applicant_sealed, "applicant")) &&
    same(update.phone, open(record.phone_sealed, "phone")) &&
    same(update.email, open(record.email_sealed, "email")) &&
    same(update.birthYear, open(record.birth_year_sealed, "birth year")) &&
    same(update.identityTail, open(record.identity_sealed, "identity")) &&
    same(time(update.received), time(record.received_at)) &&
    same(time(update.promised), time(record.promised_at))
  );
}

/** One page shows this many; of the others it shows the count. */
const maxShown = 200;

const order: readonly CheckedRow["verdict"][] = ["faulty", "new", "known"];

/** Returns the rows as the preview shows them, those with errors first. */
export function previewRows(rows: readonly CheckedRow[]) {
  const count = (verdict: CheckedRow["verdict"]) =>
    rows.filter((row) => row.verdict === verdict).length;
  const sorted = rows.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  return {
    counts: { new: count("new"), known: count("known"), faulty: count("faulty") },
    rows: sorted.slice(0, maxShown).map(({ line, code, verdict, reason, update }) => ({
      line,
      code,
      verdict,
      reason,
      status: update === null ? null : statusName(update.status),
      at: update?.at ?? null,
      note: update?.note ?? "",
    })),
    hidden: Math.max(0, rows.length - maxShown),
  };
}
