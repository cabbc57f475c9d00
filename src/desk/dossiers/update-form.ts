import { z } from "zod";
import { readIdentityTail } from "../../catalog/dossiers/applicant-numbers.ts";
import { maxCodeLength, normalizeDossierCode } from "../../catalog/dossiers/dossier-code.ts";
import { isDossierStatus } from "../../catalog/dossiers/dossier-status.ts";
import type { DossierReport, StepReport } from "../../notify/dossiers/report.ts";
import { findPhoneNumbers } from "../../phone/phone-number.ts";
import { optionalId, requiredText, textOrEmpty } from "../framework/form.ts";
import { formatDate, formatDateTime } from "../framework/format.ts";
import type { SignedInRequest } from "../framework/route.ts";
import { parseTime } from "./parse-time.ts";

const maxNoteLength = 2_000;

const time = (missing: string) =>
  textOrEmpty(30).transform((typed, context) => {
    if (typed === "") return null;
    const at = parseTime(typed);
    if (at === null) context.addIssue({ code: "custom", message: missing });
    return at;
  });

/** A button that was pressed, or true in JSON. */
const pressed = z
  .union([z.boolean(), z.string()])
  .optional()
  .transform((value) => value === true || value === "1" || value === "true")
  .catch(false);

const step = {
  status: z
    .union([z.string(), z.number()], { error: "Chọn trạng thái" })
    .transform(Number)
    .refine(isDossierStatus, "Chọn trạng thái"),
  at: time("Ghi ngày giờ, ví dụ 25/11/2026 08:30"),
  /** Chosen from the offered ones; it stands before what was typed. */
  common_note: textOrEmpty(maxNoteLength),
  note: textOrEmpty(maxNoteLength),
  promised_at: time("Ghi ngày hẹn trả, ví dụ 30/11/2026"),
  /** Only shows what would happen. */
  preview: pressed,
  /** Back from the preview to the form. */
  edit: pressed,
};

export const updateSchema = z.object(step);
export const newDossierSchema = z.object({
  ...step,
  code: requiredText("Nhập mã hồ sơ", maxCodeLength).refine(
    (code) => normalizeDossierCode(code).length >= 4,
    "Mã hồ sơ quá ngắn",
  ),
  procedure: textOrEmpty(300),
  applicant: textOrEmpty(200),
  phone: textOrEmpty(60).refine(
    (phone) => phone === "" || findPhoneNumbers(phone).length > 0,
    "Ghi số điện thoại, ví dụ 0912 345 678",
  ),
  birth_date: textOrEmpty(40),
  identity: textOrEmpty(40).refine(
    (number) => number === "" || readIdentityTail(number) !== null,
    "Ghi đủ số căn cước, 12 chữ số",
  ),
  agency: optionalId("Chọn cơ quan"),
});

export type Update = z.output<typeof updateSchema>;

/** Returns the note that residents read: the chosen one, then what was typed. */
export function noteOf({ common_note: chosen, note }: Update): string {
  if (chosen === "" || note === "" || note.startsWith(chosen)) return note || chosen;
  return `${chosen.replace(/(?<![.;, ])[.;, ]+$/, "")}. ${note}`.slice(0, maxNoteLength);
}

export function reportOf(
  code: string,
  { promised_at }: Update,
  known: Partial<DossierReport> = {},
): DossierReport {
  return {
    code,
    agencyName: null,
    procedureCode: null,
    procedureName: null,
    applicant: null,
    phone: null,
    email: null,
    birthYear: null,
    identityTail: null,
    receivedAt: null,
    promisedAt: promised_at,
    state: null,
    ...known,
  };
}

export function stepOf(
  code: string,
  update: Update,
  { account, now }: Pick<SignedInRequest, "account" | "now">,
): StepReport {
  const { status, at } = update;
  const officer = account.name;
  const rest = { officer, unit: null, dueAt: null };
  return { code, status, at: at ?? now, note: noteOf(update), ...rest };
}

/** Returns the fields that the preview carries on to the sending, so that what is sent is what was shown. */
export function carriedFields(
  typed: Readonly<Record<string, string>>,
  update: Update,
  now: Date,
): (readonly [string, string])[] {
  const dropped = new Set(["preview", "edit", "_csrf", "common_note"]);
  const fields = {
    ...typed,
    status: String(update.status),
    note: noteOf(update),
    at: formatDateTime(update.at ?? now),
    promised_at: update.promised_at === null ? "" : formatDate(update.promised_at),
  };
  return Object.entries(fields).filter(([name]) => !dropped.has(name));
}
