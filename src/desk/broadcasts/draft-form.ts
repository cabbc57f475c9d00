import { z } from "zod";
import { normalizeDossierCode } from "../../catalog/dossiers/dossier-code.ts";
import { selectWardsOfAgency } from "../../db/queries/agencies.ts";
import { selectDossiersOfAgency } from "../../db/queries/desk-broadcasts.ts";
import type { DbHandle } from "../../db/schema.ts";
import { type Audience, isByDossier } from "../../notify/broadcasts/audience.ts";
import type { Draft } from "../../notify/broadcasts/broadcast-store.ts";
import {
  type PlaceholderError,
  validatePlaceholders,
} from "../../notify/broadcasts/placeholders.ts";
import { type LengthError, validateLength } from "../../notify/broadcasts/preview.ts";
import { parseTime } from "../dossiers/parse-time.ts";
import {
  type FieldError,
  type FormResult,
  parseForm,
  requiredText,
  textOrEmpty,
} from "../framework/form.ts";
import type { DeskContext, SignedInRequest } from "../framework/route.ts";
import { hasOpenPlace } from "./templates.ts";

const maxTitleLength = 100;
const maxTextLength = 1_500;
const maxCodesLength = 100_000;
const maxAheadMs = 366 * 24 * 3_600_000;

const checkbox = z
  .union([z.boolean(), z.literal("1"), z.literal("on")], { error: "Chọn có hoặc không" })
  .optional()
  .transform((value) => value !== undefined && value !== false);
/** As programs send it: a moment with its zone. */
const withZone = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Without a zone it is Viet Nam's time; "" is no time. */
const startTime = z
  .union([z.string(), z.null()], { error: "Giờ gửi chưa đúng" })
  .optional()
  .transform((typed, context) => {
    if (typed == null || typed.trim() === "") return null;
    const at = parseTime(typed) ?? (withZone.test(typed) ? new Date(typed) : null);
    if (at !== null && !Number.isNaN(at.getTime())) return at;
    context.addIssue({ code: "custom", message: "Ghi ngày giờ, ví dụ 28/11/2026 08:00" });
    return z.NEVER;
  });

const schema = z.object({
  title: requiredText("Nhập tiêu đề", maxTitleLength),
  text: requiredText("Nhập nội dung", maxTextLength),
  audience: z.enum(["everyone", "dossiers", "procedure", "ward", "point"], {
    error: "Chọn người nhận",
  }),
  dossiers: textOrEmpty(maxCodesLength),
  procedure: textOrEmpty(200),
  ward: textOrEmpty(200),
  point: textOrEmpty(200),
  plain_sms: checkbox,
  trial: checkbox,
  starts_at: startTime,
});
type Form = z.output<typeof schema>;

/** Reads the draft of a broadcast of that agency. Returns each error at its field. */
export async function parseDraft(
  desk: DeskContext,
  agency: { readonly id: number; readonly name: string },
  { body, now }: Pick<SignedInRequest, "body" | "now">,
): Promise<FormResult<Draft>> {
  const { value, errors } = parseForm(schema, body);
  if (errors !== null) return { value: null, errors };
  const audience = await readAudience(desk, agency.id, value);
  if ("field" in audience) return { value: null, errors: [audience] };
  const draft: Draft = {
    title: value.title,
    text: value.text,
    plainSms: value.plain_sms,
    isTrial: value.trial,
    startsAt: value.starts_at,
    audience,
  };
  const found = [
    ...checkStartTime(draft.startsAt, now),
    ...checkText("title", draft.title, audience),
    ...checkText("text", draft.text, audience),
    ...validateLength(draft, agency.name).map(toLengthError),
  ];
  return found.length > 0 ? { value: null, errors: found } : { value: draft, errors: null };
}

async function readAudience(
  { database, catalog }: DeskContext,
  agencyId: number,
  form: Form,
): Promise<Audience | FieldError> {
  const { procedures, points, wards } = catalog();
  switch (form.audience) {
    case "everyone":
      return { kind: "everyone" };
    case "procedure":
      return procedures.has(form.procedure)
        ? { kind: "procedure", procedure: form.procedure }
        : { field: "procedure", reason: "Chọn thủ tục trong danh mục" };
    case "point":
      return points.has(form.point)
        ? { kind: "point", point: form.point }
        : { field: "point", reason: "Chọn điểm trong danh mục" };
    case "ward": {
      const served = await selectWardsOfAgency(database.db, agencyId);
      const isServed = served.length === 0 || served.includes(form.ward);
      return wards.has(form.ward) && isServed
        ? { kind: "ward", ward: form.ward }
        : { field: "ward", reason: "Chọn phường, xã thuộc cơ quan" };
    }
    case "dossiers":
      return readDossiers(database.db, agencyId, form.dossiers);
  }
}

/** A dossier of another agency is reported like one that does not exist. */
async function readDossiers(
  db: DbHandle,
  agencyId: number,
  typed: string,
): Promise<Audience | FieldError> {
  const lines = typed
    .split(/[\n,;]+/)
    .map((code) => normalizeDossierCode(code))
    .filter((key) => key !== "");
  const keys = [...new Set(lines)];
  if (keys.length === 0) return { field: "dossiers", reason: "Nhập ít nhất một mã hồ sơ" };
  const rows = await selectDossiersOfAgency(db, agencyId, keys);
  const known = new Set(rows.map(({ code_key }) => code_key));
  const unknown = keys.flatMap((key, index) => (known.has(key) ? [] : [index + 1]));
  if (unknown.length > 0) {
    const places = unknown.slice(0, 5).join(", ");
    const reason = `Cơ quan không có ${unknown.length} hồ sơ trong danh sách: mã thứ ${places}`;
    return { field: "dossiers", reason };
  }
  return { kind: "dossiers", dossiers: rows.map(({ id }) => id) };
}

function checkStartTime(startsAt: Date | null, now: Date): FieldError[] {
  if (startsAt === null) return [];
  const aheadMs = startsAt.getTime() - now.getTime();
  if (aheadMs > 0 && aheadMs < maxAheadMs) return [];
  const reason =
    aheadMs <= 0 ? "Giờ gửi đã qua; để trống để gửi ngay" : "Giờ gửi phải trong vòng một năm";
  return [{ field: "starts_at", reason }];
}

function checkText(field: "title" | "text", text: string, audience: Audience): FieldError[] {
  if (hasOpenPlace(text)) {
    return [{ field, reason: "Còn chỗ trong ngoặc vuông [ ] chưa điền" }];
  }
  return validatePlaceholders(text, isByDossier(audience)).map((error) => ({
    field,
    reason: placeholderReason(error),
  }));
}

function placeholderReason(error: PlaceholderError): string {
  switch (error.code) {
    case "unknown":
      return `Không có chỗ điền tên {${error.name.slice(0, 40)}}`;
    case "brace":
      return "Dấu { và } chỉ dùng quanh tên chỗ điền, như {co_quan}";
    case "no-dossier":
      return `{${error.name}} chỉ dùng khi chọn người nhận theo hồ sơ hoặc thủ tục`;
  }
}

function toLengthError(error: LengthError): FieldError {
  return error.channel === "chat"
    ? { field: "text", reason: `Dài hơn giới hạn của Zalo và Messenger ${error.over} ký tự` }
    : { field: "text", reason: `Thành ${error.segments} tin SMS: nhiều nhất 8; rút ngắn lại` };
}
