import { agencyIdentifiersOf } from "../../../catalog/dossiers/agency-identifier.ts";
import { normalizeDossierCode } from "../../../catalog/dossiers/dossier-code.ts";
import { withPauses } from "../../../concurrency/with-pauses.ts";
import {
  type DossierRecord,
  selectDossierRecords,
  selectKnownStepIdentities,
} from "../../../db/queries/desk-dossiers.ts";
import { selectToldStatuses, type ToldStatus } from "../../../db/queries/told-statuses.ts";
import type { DbHandle } from "../../../db/schema.ts";
import type { DossierBox } from "../../../notify/dossiers/dossier-box.ts";
import { stepIdentity } from "../../../notify/dossiers/report.ts";
import { findRefusals, type RefusalReason } from "../../../notify/dossiers/write-access.ts";
import type { ImportRow } from "./import-row.ts";
import {
  type ImportUpdate,
  type ParsedRow,
  parseRow,
  type RowFault,
  type RowReading,
} from "./parse-row.ts";
import type { ListedPrefixes } from "./typed-prefix.ts";

export const verdicts = ["faulty", "new", "known", "ignored"] as const;

/** A row that will be sent, is known already, cannot be sent for reasons, or is another unit's. */
export type Verdict = (typeof verdicts)[number];

export interface CheckedRow {
  readonly row: ImportRow;
  readonly verdict: Verdict;
  readonly faults: readonly RowFault[];
  /** The identifier that begins its code, as it is written, if it is no agency's; null otherwise. */
  readonly strangePrefix: string | null;
  /** The earlier line that says the same; null: none. */
  readonly repeats: number | null;
  readonly update: ImportUpdate | null;
}

export interface CheckContext {
  readonly reading: RowReading;
  readonly agencyId: number;
  readonly prefixes: ListedPrefixes;
  readonly box: DossierBox;
  readonly now: Date;
  /** The line that said something first, by its identity; filled on the way. */
  readonly seen: Map<string, number>;
}

/** Why a row needs the note that is missing. */
const missingNotes: Readonly<Record<number, string>> = {
  3: "thiếu lý do không tiếp nhận",
  5: "thiếu nội dung cần bổ sung",
  8: "thiếu lý do dừng xử lý",
};

/** Checks rows against the dossiers that are known now. */
export async function checkRows(
  db: DbHandle,
  rows: readonly ImportRow[],
  { reading, agencyId, prefixes, box, now, seen }: CheckContext,
): Promise<CheckedRow[]> {
  const parsed: (ParsedRow & { readonly row: ImportRow })[] = [];
  for await (const row of withPauses(rows)) {
    parsed.push({ row, ...parseRow(row, reading, now) });
  }
  const updates = parsed.flatMap(({ update }) => (update === null ? [] : [update]));
  const codes = updates.map(({ code }) => code);
  const codeKeys = codes.map(normalizeDossierCode);
  const refusals = await findRefusals(db, { agencyId }, codes);
  const identities = await selectKnownStepIdentities(db, updates.map(identityOf));
  const records = await selectDossierRecords(db, codeKeys);
  const told = await selectToldStatuses(db, codeKeys);

  const check = ({ row, update, faults }: (typeof parsed)[number]): CheckedRow => {
    const result = { row, faults, strangePrefix: null, repeats: null, update: null };
    const faulty = (...found: RowFault[]): CheckedRow => ({
      ...result,
      verdict: "faulty",
      faults: found,
    });
    if (update === null) {
      return { ...result, verdict: faults.length === 0 ? "ignored" : "faulty" };
    }
    const codeKey = normalizeDossierCode(update.code);
    const refusal = refusals.get(codeKey);
    if (refusal !== undefined) {
      return faulty({ field: "code", reason: describeRefusal(refusal.reason) });
    }
    const known = { ...result, update, verdict: "known" as const };
    if (update.needsNote) {
      if (saysNothingNew(update, told.get(codeKey))) return known;
      return faulty({ field: "note", reason: missingNotes[update.status ?? 0] ?? "thiếu ghi chú" });
    }
    const identity = identityOf(update);
    const earlier = seen.get(identity);
    if (earlier !== undefined && earlier !== row.line) {
      return { ...faulty({ field: null, reason: `lặp lại dòng ${earlier}` }), repeats: earlier };
    }
    seen.set(identity, row.line);
    const record = records.get(codeKey);
    const isKnown = update.status === null || identities.has(identity);
    if (isKnown && record !== undefined && addsNothing(update, record, box)) return known;
    return { ...known, verdict: "new", strangePrefix: strangePrefix(update.code, prefixes) };
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
  const codeKey = normalizeDossierCode(code);
  return status === null ? `record ${codeKey}` : stepIdentity(codeKey, { status, at, note });
}

/** Followers were told this status before: a system without notes exports it every day. */
function saysNothingNew({ status, at }: ImportUpdate, told: ToldStatus | undefined): boolean {
  if (told === undefined || told.status !== status) return false;
  return at === null || told.at?.getTime() === at.getTime();
}

/** Returns the identifier that begins a code if no agency has it; null if one has, or the code is of another form. */
function strangePrefix(code: string, { has, writtenIn }: ListedPrefixes): string | null {
  const identifiers = agencyIdentifiersOf(normalizeDossierCode(code));
  const [likeliest] = identifiers;
  if (likeliest === undefined || identifiers.some(has)) return null;
  return writtenIn(code, likeliest);
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
