import { z } from "zod";
import { toLocalDay } from "../../../catalog/local-time.ts";
import type { HelpPoint } from "../../../catalog/schema.ts";
import { fold } from "../../../catalog/text/fold.ts";
import { toChange } from "../../../catalog/versions/apply-versions.ts";
import { findRecord } from "../../../catalog/versions/record-access.ts";
import { notFound } from "../../framework/errors.ts";
import { typedFields } from "../../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../../framework/view-result.ts";
import { officials } from "../../identity/roles.ts";
import { doneSchema } from "../api-schemas.ts";
import { loadEditScope } from "../edit-scope.ts";
import { formPage } from "../form-page.ts";
import { formSchema, pointListSchema } from "../form-schemas.ts";
import { nameDay } from "../labels.ts";
import { findVersionOwner, requireDraft } from "../requested-version.ts";
import { saveChanges } from "../save-changes.ts";
import { pointFormSchema, readPoint } from "./read-point.ts";

const path = "/catalog/:version/points/:place";

const query = z.object({ q: z.string().max(100).catch("") });

export const draftedPointRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/catalog/:version/points",
    roles: officials,
    purpose: "finds a help point to edit in a draft",
    findOwner: findVersionOwner,
    api: { query, answer: pointListSchema },
    handle: showPoints,
  },
  {
    method: "GET",
    path,
    roles: officials,
    purpose: "shows the form of a help point or visiting team, or of a new one",
    findOwner: findVersionOwner,
    api: { answer: formSchema },
    handle: showPoint,
  },
  {
    method: "POST",
    path,
    roles: officials,
    purpose: "adds, places, closes or changes a help point in a draft",
    findOwner: findVersionOwner,
    api: { body: pointFormSchema, answer: doneSchema.extend({ point: z.string() }) },
    handle: savePoint,
  },
];

const newPlace = "new";
const maxShown = 40;

async function showPoints(request: SignedInRequest, desk: DeskContext) {
  const { row, drafted, changes } = await requireDraft(request, desk);
  const scope = await loadEditScope(desk.database.db, request.account, drafted);
  const { q } = query.parse(request.query);
  const words = fold(q);
  const touched = new Set(changes.filter(({ kind }) => kind === "point").map(({ id }) => id));
  const found = drafted.points
    .filter(({ ward_code: ward }) => scope === null || scope.wards.has(ward ?? ""))
    .filter(({ name, ward, address }) => fold([name, ward, address].join(" ")).includes(words))
    .toSorted((one, other) => Number(touched.has(other.id)) - Number(touched.has(one.id)));
  return page("catalog-points", "Chọn điểm", {
    version: row.id,
    q,
    found: found.length,
    points: found.slice(0, maxShown).map(({ id, name, ward, status }) => ({
      id,
      name,
      ward,
      isClosed: status === "historical",
      isTouched: touched.has(id),
    })),
  });
}

const kinds = [
  { value: "help_point", name: "Điểm hướng dẫn" },
  { value: "service_centre", name: "Trung tâm phục vụ hành chính công" },
  { value: "branch", name: "Chi nhánh của trung tâm" },
  { value: "visiting_team", name: "Đội lưu động, chỉ có theo ngày" },
];

async function requirePlace(request: SignedInRequest, desk: DeskContext) {
  const draft = await requireDraft(request, desk);
  const named = request.params["place"] ?? "";
  const point = named === newPlace ? null : findRecord(draft.drafted, "point", named);
  if (point === undefined) throw notFound();
  return { draft, point };
}

async function showPoint(request: SignedInRequest, desk: DeskContext) {
  const { draft, point } = await requirePlace(request, desk);
  const version = `/catalog/${draft.row.id}`;
  const today = toLocalDay(request.now);
  const form = {
    action: `${version}/points/${point?.id ?? newPlace}`,
    back: { href: `${version}/points`, name: "Về danh sách điểm" },
    ...(point === null
      ? {}
      : { intro: "Giờ, điện thoại, việc nhận của điểm đang có thì sửa ở trang Điểm hướng dẫn." }),
    fields: [
      { name: "name", label: "Tên", value: point?.name ?? "" },
      { name: "kind", label: "Loại", value: point?.kind ?? "help_point", choices: kinds },
      { name: "address", label: "Địa chỉ", value: point?.address ?? "" },
      { name: "ward", label: "Phường, xã", hint: "Tên hoặc mã", value: wardOf(point) },
      { name: "lat", label: "Vĩ độ", value: String(point?.lat ?? ""), narrow: true },
      {
        name: "lon",
        label: "Kinh độ",
        hint: "Đứng tại điểm, bấm nút dưới đây để điện thoại tự điền",
        value: String(point?.lon ?? ""),
        narrow: true,
      },
      ...(point === null ? newFields : []),
      {
        name: "status",
        label: "Tình trạng",
        value: point?.status ?? "active",
        choices: [
          { value: "active", name: "Đang mở" },
          { value: "historical", name: "Đã đóng hẳn" },
        ],
      },
      {
        name: "opening_days",
        label: "Ngày mở thêm",
        hint: "6/12, hoặc 6/12 đến 8/12; đội lưu động chỉ có các ngày này",
        value: "",
      },
      {
        name: "opening_times",
        label: "Giờ mở các ngày đó",
        hint: "8:00-11:00, 13:30-16:00",
        value: "",
      },
      { name: "opening_note", label: "Ghi chú ngày mở", value: "" },
    ],
    asksPlace: true,
    submit: "Ghi vào bản nháp",
  };
  const openings = (point?.openings ?? []).filter(({ to }) => to >= today);
  const typed = typedFields(request.body);
  return formPage(
    point?.name ?? "Thêm điểm",
    { ...form, listed: openings.map(listOpening(point)) },
    typed,
  );
}

const newFields = [
  { name: "phone", label: "Điện thoại", value: "", narrow: true },
  {
    name: "opening_hours",
    label: "Giờ hằng tuần",
    hint: "Mo-Fr 07:30-11:30,13:00-17:00; để trống: chưa biết",
    value: "",
  },
];

function wardOf(point: HelpPoint | null): string {
  if (point === null) return "";
  return point.ward_code === null ? (point.ward ?? "") : `${point.ward_code} ${point.ward ?? ""}`;
}

/** A day is removed by sending the form of the point as it is, without that day. */
function listOpening(point: HelpPoint | null) {
  return ({ from, to, hours, note }: NonNullable<HelpPoint["openings"]>[number]) => ({
    text: [from === to ? nameDay(from) : `${nameDay(from)} đến ${nameDay(to)}`, hours, note]
      .filter(Boolean)
      .join(", "),
    remove: {
      remove_opening: `${from} ${to} ${hours}`,
      name: point?.name ?? "",
      kind: point?.kind ?? "help_point",
      address: point?.address ?? "",
      ward: wardOf(point),
      lat: String(point?.lat ?? ""),
      lon: String(point?.lon ?? ""),
      status: point?.status ?? "active",
    },
  });
}

async function savePoint(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { draft, point: was } = await requirePlace(request, desk);
  const { point, errors } = readPoint(request.body, was, {
    catalog: desk.catalog(),
    today: toLocalDay(request.now),
  });
  if (errors !== null) return invalidForm(await showPoint(request, desk), errors);
  await saveChanges(request, desk, draft.row.id, [
    toChange(draft.present, "point", point.id, point),
  ]);
  return redirect(`/catalog/${draft.row.id}`, {
    message: "Đã ghi vào bản nháp.",
    data: { point: point.id },
  });
}
