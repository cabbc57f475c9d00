import { z } from "zod";
import { parseClosure } from "../../catalog/hours/parse-closure.ts";
import { toLocalDay } from "../../catalog/local-time.ts";
import type { AreaClosure, CatalogRecords } from "../../catalog/schema.ts";
import { toChange } from "../../catalog/versions/apply-versions.ts";
import { createDraft } from "../../live/catalog-versions.ts";
import { recordAction } from "../audit/record-action.ts";
import {
  type FieldError,
  parseForm,
  requiredText,
  textOrEmpty,
  typedFields,
} from "../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, redirect, type ViewResult } from "../framework/view-result.ts";
import { officials } from "../identity/roles.ts";
import { createdSchema, doneSchema } from "./api-schemas.ts";
import { findArea } from "./find-area.ts";
import { type CatalogForm, formPage } from "./form-page.ts";
import { formSchema } from "./form-schemas.ts";
import { nameDay } from "./labels.ts";
import { findVersionOwner, type OpenDraft, requireDraft } from "./requested-version.ts";
import { saveChanges } from "./save-changes.ts";

const schema = z.object({
  area: requiredText("Ghi nơi nghỉ", 200),
  days: requiredText("Ghi ngày nghỉ", 60),
  note: textOrEmpty(200),
});
const removeSchema = z.object({ remove_closure: z.string().max(200) });

export const closureRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/catalog/closures",
    roles: officials,
    purpose: "shows the form by which a whole ward or province is closed",
    api: { answer: formSchema },
    handle: async (request) =>
      formPage(
        "Cho nghỉ cả phường, tỉnh",
        describeForm(null, request.now),
        typedFields(request.body),
      ),
  },
  {
    method: "POST",
    path: "/catalog/closures",
    roles: officials,
    purpose: "begins a draft that closes a whole ward or province",
    api: { body: schema, answer: createdSchema },
    handle: beginClosure,
  },
  {
    method: "GET",
    path: "/catalog/:version/closures",
    roles: officials,
    purpose: "shows the closures of whole wards and provinces in a draft",
    findOwner: findVersionOwner,
    api: { answer: formSchema },
    handle: showClosures,
  },
  {
    method: "POST",
    path: "/catalog/:version/closures",
    roles: officials,
    purpose: "adds or removes a closure of a whole ward or province in a draft",
    findOwner: findVersionOwner,
    api: { body: z.union([schema, removeSchema]), answer: doneSchema },
    handle: saveClosure,
  },
];

function describeForm(draft: OpenDraft | null, now: Date): CatalogForm {
  const today = toLocalDay(now);
  const version = draft === null ? "" : `/${draft.row.id}`;
  const known = (draft?.drafted.areaClosures ?? []).filter(({ to }) => to >= today);
  return {
    action: `/catalog${version}/closures`,
    back: { href: `/catalog${version}`, name: draft === null ? "Về danh mục" : "Về bản nháp" },
    intro: "Mọi điểm ở nơi đó nghỉ các ngày này, kể cả đội lưu động.",
    fields: [
      {
        name: "area",
        label: "Nơi nghỉ",
        hint: "Phường Bình Tiên, hoặc cả tỉnh Lào Cai",
        value: "",
      },
      {
        name: "days",
        label: "Ngày nghỉ",
        hint: "30/11, hoặc 30/11 đến 2/12",
        value: "",
        narrow: true,
      },
      { name: "note", label: "Vì sao", hint: "Người dân đọc, ví dụ: bão", value: "" },
    ],
    submit: draft === null ? "Mở bản nháp nghỉ" : "Ghi vào bản nháp",
    listed: known.map((closure) => ({
      text: describeClosure(closure, draft?.drafted),
      remove: { remove_closure: closure.id },
    })),
  };
}

function describeClosure({ area, from, to, note }: AreaClosure, records?: CatalogRecords): string {
  const places = area.kind === "ward" ? records?.wards : records?.provinces;
  const name = places?.find(({ code }) => code === area.code)?.name ?? area.code;
  const days = from === to ? nameDay(from) : `${nameDay(from)} đến ${nameDay(to)}`;
  return [name, days, note].filter(Boolean).join(", ");
}

async function showClosures(request: SignedInRequest, desk: DeskContext) {
  const draft = await requireDraft(request, desk);
  return formPage(
    "Nghỉ cả phường, tỉnh",
    describeForm(draft, request.now),
    typedFields(request.body),
  );
}

/** Reads a closure; its id says what and when, so that the same form sent twice is one closure. */
function readClosure(
  { body, now }: SignedInRequest,
  desk: DeskContext,
): { readonly closure: AreaClosure } | { readonly errors: readonly FieldError[] } {
  const { value, errors } = parseForm(schema, body);
  if (errors !== null) return { errors };
  const today = toLocalDay(now);
  const found = findArea(value.area, desk.catalog());
  const days = parseClosure(value.days, today);
  const faults = [
    ...("reason" in found ? [{ field: "area", reason: found.reason }] : []),
    ...(days === null || days.to < today
      ? [{ field: "days", reason: "Ngày nghỉ: ghi như 30/11, hoặc 30/11 đến 2/12" }]
      : []),
  ];
  if ("reason" in found || days === null || faults.length > 0) return { errors: faults };
  const { area } = found;
  const id = `${area.kind}-${area.code}-${days.from}-${days.to}`;
  return { closure: { id, area, ...days, note: value.note || null } };
}

async function saveClosure(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const draft = await requireDraft(request, desk);
  const removal = removeSchema.safeParse(request.body);
  const read = removal.success ? null : readClosure(request, desk);
  if (read !== null && "errors" in read) {
    return invalidForm(await showClosures(request, desk), read.errors);
  }
  const closure = read?.closure ?? null;
  const id = closure?.id ?? removal.data?.remove_closure ?? "";
  await saveChanges(request, desk, draft.row.id, [toChange(draft.present, "closure", id, closure)]);
  return redirect(`/catalog/${draft.row.id}`, { message: "Đã ghi vào bản nháp." });
}

/** For a storm: one form, and the draft is ready to be activated. */
async function beginClosure(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const read = readClosure(request, desk);
  if ("errors" in read) {
    const form = describeForm(null, request.now);
    const shown = formPage("Cho nghỉ cả phường, tỉnh", form, typedFields(request.body));
    return invalidForm(shown, read.errors);
  }
  const { account, now } = request;
  const { closure } = read;
  const records = desk.live.records();
  const title = `Nghỉ: ${describeClosure(closure, records)}`;
  const id = await desk.database.transaction(async (tx) => {
    const agencyId = account.role === "administrator" ? null : account.agencyId;
    const draft = { title, origin: "desk" as const, agencyId, by: account.username, now };
    const made = await createDraft(tx, { ...draft, changes: [] });
    const action = { action: "catalog.draft", subject: `catalog version ${made}`, detail: title };
    await recordAction(tx, account, action, now);
    return made;
  });
  await saveChanges(request, desk, id, [toChange(records, "closure", closure.id, closure)]);
  return redirect(`/catalog/${id}`, {
    message: "Đã mở bản nháp. Bấm Cho chạy thì mọi điểm ở đó nghỉ.",
    data: { id },
  });
}
