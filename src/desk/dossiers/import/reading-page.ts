import { z } from "zod";
import { upsertImportHeader } from "../../../db/queries/import-words.ts";
import { recordAction } from "../../audit/record-action.ts";
import { parseForm, typedFields } from "../../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../../framework/route.ts";
import { invalidForm, redirect, type ViewResult } from "../../framework/view-result.ts";
import { officials } from "../../identity/roles.ts";
import { type Columns, fieldChoices, findColumnError, headerKey, readColumns } from "./columns.ts";
import { findImportOwner, type Import, saveReading } from "./import-store.ts";
import { loadKnownHeaders } from "./known-headers.ts";
import type { Layout } from "./layout.ts";
import { alreadySent, requireUnsent, showImport } from "./requested-import.ts";

/** How a file is read: where its table begins, and what its columns hold. */
export const importReadingRoutes: readonly DeskRoute[] = [
  {
    method: "POST",
    path: "/dossiers/imports/:import/place",
    roles: officials,
    purpose:
      "says on which sheet the table is, which row names its columns, and where its rows begin",
    findOwner: findImportOwner,
    handle: changePlace,
  },
  {
    method: "POST",
    path: "/dossiers/imports/:import/columns",
    roles: officials,
    purpose:
      "changes how the columns are read, remembers it for the agency, and checks the rows again",
    findOwner: findImportOwner,
    handle: changeColumns,
  },
];

const line = (wrong: string) =>
  z.coerce.number({ error: wrong }).int(wrong).min(0, wrong).max(2_000_000, wrong);
const placeSchema = z.object({
  sheet: line("Chọn trang tính").default(0),
  header: line("Chọn dòng tên cột"),
  first: line("Chọn dòng hồ sơ đầu tiên").pipe(z.number().min(1, "Chọn dòng hồ sơ đầu tiên")),
});

async function changePlace(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const stored = await requireUnsent(request, desk);
  const refuse = async (field: string, reason: string) =>
    invalidForm(await showImport(stored, request, desk), [{ field, reason }]);
  const { value, errors } = parseForm(placeSchema, request.body);
  if (errors !== null) return invalidForm(await showImport(stored, request, desk), errors);
  const { sheet, header, first } = value;
  if (stored.layout.sheets[sheet] === undefined) return refuse("sheet", "Chọn trang tính");
  if (first <= header) return refuse("first", "Dòng hồ sơ đầu tiên phải ở dưới dòng tên cột");
  const known = await loadKnownHeaders(desk.database.db, stored.agencyId);
  await save(desk, stored, {
    place: { sheet, headerLine: header, firstLine: first, isClear: true },
    columnsOf: (names) => readColumns(names, known),
  });
  return redirect(`/dossiers/imports/${stored.id}`, {
    message: "Đã đọc lại tệp từ dòng đã chọn.",
  });
}

async function changeColumns(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, now, body } = request;
  const stored = await requireUnsent(request, desk);
  const typed = typedFields(body);
  const columns: Columns = stored.columns.map((known, at) => {
    const chosen = typed[`column-${at}`];
    if (chosen === undefined) return known;
    return fieldChoices.find(({ field }) => field === chosen)?.field ?? null;
  });
  const reason = findColumnError(columns);
  if (reason !== null) {
    const shown = await showImport({ ...stored, columns }, request, desk);
    return invalidForm(shown, [{ field: "columns", reason }]);
  }
  const { id, layout, agencyId } = stored;
  await save(desk, stored, { place: { ...layout, isClear: true }, columnsOf: () => columns });
  const header = headerKey(layout.header);
  if (header !== "") {
    await desk.database.transaction(async (tx) => {
      await upsertImportHeader(tx, {
        ...{ agency_id: agencyId, header, columns: JSON.stringify(columns), changed_at: now },
      });
      const action = { action: "import.columns", subject: `agency ${agencyId}` };
      await recordAction(tx, account, action, now);
    });
  }
  return redirect(`/dossiers/imports/${id}`, {
    message:
      "Đã kiểm tra lại theo các cột đã chọn; lần sau tệp có các cột này sẽ được đọc như vậy.",
  });
}

async function save(
  desk: DeskContext,
  stored: Import & { readonly layout: Layout },
  choice: Pick<Parameters<typeof saveReading>[2], "place" | "columnsOf">,
): Promise<void> {
  const { sheets, notes } = stored.layout;
  if (!(await saveReading(desk, stored, { ...choice, sheets, notes }))) throw alreadySent();
  desk.imports.wake();
}
