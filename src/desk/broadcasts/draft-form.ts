import { z } from "zod";
import { normalizeDossierCode } from "../../catalog/dossiers/dossier-code.ts";
import { type Audience, isByDossier } from "../../notify/broadcasts/audience.ts";
import type { Draft } from "../../notify/broadcasts/broadcast-store.ts";
import {
  type PlaceholderError,
  validatePlaceholders,
} from "../../notify/broadcasts/placeholders.ts";
import { type LengthError, validateLength } from "../../notify/broadcasts/preview.ts";
import type { DeskContext } from "../framework/context.ts";
import {
  type FieldError,
  type FormResult,
  freeText,
  neededText,
  readForm,
} from "../framework/form.ts";
import type { SignedInRequest } from "../framework/route.ts";

const maxTitleLength = 100;
const maxTextLength = 1_500;
const maxCodesLength = 100_000;
const maxAheadMs = 366 * 24 * 3_600_000;

const isOn = z
  .union([z.boolean(), z.literal("1"), z.literal("on")], { error: "Chọn có hoặc không" })
  .optional()
  .transform((value) => value !== undefined && value !== false);
const localMoment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/** Viet Nam's time where none is said. "" is none. */
const moment = z
  .union([z.string(), z.null()], { error: "Giờ gửi chưa đúng" })
  .optional()
  .transform((typed, context) => {
    if (typed == null || typed.trim() === "") return null;
    const at = new Date(localMoment.test(typed) ? `${typed}:00+07:00` : typed);
    if (!Number.isNaN(at.getTime())) return at;
    context.addIssue({ code: "custom", message: "Giờ gửi chưa đúng" });
    return z.NEVER;
  });

const schema = z.object({
  title: neededText("Nhập tiêu đề", maxTitleLength),
  text: neededText("Nhập nội dung", maxTextLength),
  audience: z.enum(["everyone", "dossiers", "procedure", "ward", "point"], {
    error: "Chọn người nhận",
  }),
  dossiers: freeText(maxCodesLength),
  procedure: freeText(200),
  ward: freeText(200),
  point: freeText(200),
  plain_sms: isOn,
  trial: isOn,
  starts_at: moment,
});
type Form = z.output<typeof schema>;

/** The draft that a form holds, for that agency; each fault at its field. */
export async function readDraft(
  desk: DeskContext,
  agency: { readonly id: number; readonly name: string },
  { body, now }: Pick<SignedInRequest, "body" | "now">,
): Promise<FormResult<Draft>> {
  const { value, faults } = readForm(schema, body);
  if (faults !== null) return { value: null, faults };
  const audience = await readAudience(desk, agency.id, value);
  if ("field" in audience) return { value: null, faults: [audience] };
  const draft: Draft = {
    title: value.title,
    text: value.text,
    plainSms: value.plain_sms,
    isTrial: value.trial,
    startsAt: value.starts_at,
    audience,
  };
  const found = [
    ...timeFaults(draft.startsAt, now),
    ...textFaults("title", draft.title, audience),
    ...textFaults("text", draft.text, audience),
    ...validateLength(draft, agency.name).map(tellTooLong),
  ];
  return found.length > 0 ? { value: null, faults: found } : { value: draft, faults: null };
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
      const own = await database.db
        .selectFrom("agency_ward")
        .select("ward_code")
        .where("agency_id", "=", agencyId)
        .execute();
      const isOwn = own.length === 0 || own.some(({ ward_code }) => ward_code === form.ward);
      return wards.has(form.ward) && isOwn
        ? { kind: "ward", ward: form.ward }
        : { field: "ward", reason: "Chọn phường, xã thuộc cơ quan" };
    }
    case "dossiers":
      return readDossiers(database.db, agencyId, form.dossiers);
  }
}

/** One of another agency is as unknown as one that nobody has. */
async function readDossiers(
  db: DeskContext["database"]["db"],
  agencyId: number,
  typed: string,
): Promise<Audience | FieldError> {
  const lines = typed
    .split(/[\n,;]+/)
    .map((code) => normalizeDossierCode(code))
    .filter((key) => key !== "");
  const keys = [...new Set(lines)];
  if (keys.length === 0) return { field: "dossiers", reason: "Nhập ít nhất một mã hồ sơ" };
  const rows = await db
    .selectFrom("dossier")
    .select(["id", "code_key"])
    .where("agency_id", "=", agencyId)
    .where("code_key", "in", keys)
    .execute();
  const known = new Set(rows.map(({ code_key }) => code_key));
  const unknown = keys.flatMap((key, index) => (known.has(key) ? [] : [index + 1]));
  if (unknown.length > 0) {
    const places = unknown.slice(0, 5).join(", ");
    const reason = `Cơ quan không có ${unknown.length} hồ sơ trong danh sách: mã thứ ${places}`;
    return { field: "dossiers", reason };
  }
  return { kind: "dossiers", dossiers: rows.map(({ id }) => id) };
}

function timeFaults(startsAt: Date | null, now: Date): FieldError[] {
  if (startsAt === null) return [];
  const aheadMs = startsAt.getTime() - now.getTime();
  if (aheadMs > 0 && aheadMs < maxAheadMs) return [];
  const reason =
    aheadMs <= 0 ? "Giờ gửi đã qua; để trống để gửi ngay" : "Giờ gửi phải trong vòng một năm";
  return [{ field: "starts_at", reason }];
}

function textFaults(field: "title" | "text", text: string, audience: Audience): FieldError[] {
  return validatePlaceholders(text, isByDossier(audience)).map((fault) => ({
    field,
    reason: tellFault(fault),
  }));
}

function tellFault(fault: PlaceholderError): string {
  switch (fault.code) {
    case "unknown":
      return `Không có chỗ điền tên {${fault.name.slice(0, 40)}}`;
    case "brace":
      return "Dấu { và } chỉ dùng quanh tên chỗ điền, như {co_quan}";
    case "no-dossier":
      return `{${fault.name}} chỉ dùng khi chọn người nhận theo hồ sơ hoặc thủ tục`;
  }
}

function tellTooLong(fault: LengthError): FieldError {
  return fault.channel === "chat"
    ? { field: "text", reason: `Dài hơn giới hạn của Zalo và Messenger ${fault.over} ký tự` }
    : { field: "text", reason: `Thành ${fault.segments} tin SMS: nhiều nhất 8; rút ngắn lại` };
}
