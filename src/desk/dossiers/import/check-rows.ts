import { normalizeDossierCode } from "../../../catalog/dossiers/dossier-code.ts";
import { batchesOf } from "../../../db/batches.ts";
import type { DbHandle } from "../../../db/schema.ts";
import type { DossierBox } from "../../../notify/dossiers/dossier-box.ts";
import { stepIdentity } from "../../../notify/dossiers/report.ts";
import { foreignCodes } from "../ownership.ts";
import type { Columns } from "./columns.ts";
import type { TableFile } from "./read-file.ts";
import { type ImportUpdate, readRow } from "./read-row.ts";

/** What becomes of a row: it is sent, is known already, or can't be sent for a reason. */
export interface CheckedRow {
  /** As a spreadsheet counts, with the header as 1. */
  readonly line: number;
  readonly code: string;
  readonly verdict: "new" | "known" | "faulty";
  readonly reason: string;
  readonly update: ImportUpdate | null;
}

/** Checks every row against what is known at this moment. */
export async function checkRows(
  db: DbHandle,
  { rows }: Pick<TableFile, "rows">,
  {
    columns,
    agencyId,
    box,
    now,
  }: { columns: Columns; agencyId: number; box: DossierBox; now: Date },
): Promise<CheckedRow[]> {
  const read = rows.map((row) => readRow(row, columns, now));
  const updates = read.flatMap(({ update }) => (update === null ? [] : [update]));
  const codes = updates.map(({ code }) => code);
  const foreign = await foreignCodes(db, codes, agencyId);
  const identities = await knownIdentities(db, updates.map(identityOf));
  const records = await knownRecords(db, codes.map(normalizeDossierCode));
  const codeColumn = columns.indexOf("code");
  const seen = new Map<string, number>();

  return read.map(({ update, reason }, at) => {
    const line = at + 2;
    const code = rows[at]?.[codeColumn] ?? "";
    const faulty = (why: string): CheckedRow => ({
      line,
      code,
      verdict: "faulty",
      reason: why,
      update: null,
    });
    if (update === null) return faulty(reason);
    if (foreign.has(normalizeDossierCode(update.code))) return faulty("hồ sơ của cơ quan khác");
    const identity = identityOf(update);
    const earlier = seen.get(identity);
    if (earlier !== undefined) return faulty(`lặp lại dòng ${earlier}`);
    seen.set(identity, line);
    const record = records.get(normalizeDossierCode(update.code));
    const isKnown =
      identities.has(identity) && record !== undefined && tellsNothing(update, record, box);
    return isKnown
      ? { line, code, verdict: "known", reason: "đã có từ trước", update }
      : { line, code, verdict: "new", reason: "", update };
  });
}

function identityOf({ code, status, at, note }: ImportUpdate): string {
  return stepIdentity(normalizeDossierCode(code), { status, at, note });
}

async function knownIdentities(db: DbHandle, identities: readonly string[]) {
  const known = new Set<string>();
  for (const batch of batchesOf(identities)) {
    const rows = await db
      .selectFrom("dossier_step")
      .select("identity")
      .where("identity", "in", [...batch])
      .execute();
    for (const { identity } of rows) known.add(identity);
  }
  return known;
}

async function knownRecords(db: DbHandle, keys: readonly string[]) {
  const known = new Map<string, KnownRecord>();
  for (const batch of batchesOf([...new Set(keys)])) {
    const rows = await db
      .selectFrom("dossier")
      .select(["code_key", "procedure_name", "applicant_sealed", "phone_sealed"])
      .select(["email_sealed", "received_at", "promised_at"])
      .where("code_key", "in", [...batch])
      .execute();
    for (const row of rows) known.set(row.code_key, row);
  }
  return known;
}

interface KnownRecord {
  readonly code_key: string;
  readonly procedure_name: string | null;
  readonly applicant_sealed: string | null;
  readonly phone_sealed: string | null;
  readonly email_sealed: string | null;
  readonly received_at: Date | null;
  readonly promised_at: Date | null;
}

/** Whether the record says all of it already. */
function tellsNothing(update: ImportUpdate, record: KnownRecord, box: DossierBox): boolean {
  const open = (sealed: string | null, field: "applicant" | "phone" | "email") =>
    box.open(sealed, record.code_key, field);
  const same = <Value>(told: Value | null, kept: Value | null) => told === null || told === kept;
  const time = (at: Date | null) => at?.getTime() ?? null;
  return (
    same(update.procedure, record.procedure_name) &&
    same(update.applicant, open(record.applicant_sealed, "applicant")) &&
    same(update.phone, open(record.phone_sealed, "phone")) &&
    same(update.email, open(record.email_sealed, "email")) &&
    same(time(update.received), time(record.received_at)) &&
    same(time(update.promised), time(record.promised_at))
  );
}
