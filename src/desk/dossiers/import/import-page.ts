import { z } from "zod";
import { selectAgencyNames } from "../../../db/queries/agencies.ts";
import { updateImportSending } from "../../../db/queries/dossier-imports.ts";
import { importState } from "../../../db/tables/import-tables.ts";
import { ProblemError } from "../../../http/problem.ts";
import { holdMs, openHeldUpdate } from "../../../notify/dossiers/held-updates.ts";
import { recordAction } from "../../audit/record-action.ts";
import { FileError } from "../../files/file-error.ts";
import { dossierLimits } from "../../files/table-limits.ts";
import { optionalId, parseForm, typedFields } from "../../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../../framework/view-result.ts";
import { findWorkingAgency } from "../../identity/account.ts";
import { officials } from "../../identity/roles.ts";
import { chunksOf } from "./check-import.ts";
import { findColumnError } from "./columns.ts";
import { importProgressEvents } from "./import-progress.ts";
import { findImport, findImportOwner, isSmall, saveImport } from "./import-store.ts";
import { inspectImport } from "./inspect-import.ts";
import { loadKnownHeaders } from "./known-headers.ts";
import { alreadySent, requireImport, requireUnsent, showImport } from "./requested-import.ts";
import { sendChunks } from "./send-import.ts";

const maxFileMegabytes = 25;

export const importRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/dossiers/import",
    roles: officials,
    purpose: "shows the form to upload a file of updates",
    handle: (request, desk) => showUploadForm(request, desk),
  },
  {
    method: "POST",
    path: "/dossiers/import",
    roles: officials,
    purpose: "stores a file of updates and checks it; sends nothing",
    acceptsFile: true,
    maxFileMegabytes,
    handle: uploadFile,
  },
  {
    method: "GET",
    path: "/dossiers/imports/:import",
    roles: officials,
    purpose: "shows how a file is read, what was found in each row, and how far it has come",
    findOwner: findImportOwner,
    handle: async (request, desk) => showImport(await requireImport(request, desk), request, desk),
  },
  {
    method: "GET",
    path: "/dossiers/imports/:import/progress",
    roles: officials,
    purpose: "sends how far checking or sending has come as server-sent events",
    findOwner: findImportOwner,
    handle: async (request, desk) => {
      const { id, layout } = await requireImport(request, desk);
      const range = layout === null ? { firstChunk: 0, endChunk: 0 } : chunksOf(layout);
      return {
        type: "stream",
        events: (signal) => importProgressEvents(desk.database.db, id, range, signal),
      };
    },
  },
  {
    method: "POST",
    path: "/dossiers/imports/:import/send",
    roles: officials,
    purpose: "sends the new rows of a checked file and notifies followers",
    findOwner: findImportOwner,
    handle: sendImport,
  },
];

const uploadSchema = z.object({ agency: optionalId("Chọn cơ quan") });
const maxNameLength = 200;

async function showUploadForm({ account, body }: SignedInRequest, { database }: DeskContext) {
  return page("import", "Tải tệp cập nhật lên", {
    typed: typedFields(body),
    agencies: account.role === "administrator" ? await selectAgencyNames(database.db) : null,
    agencyId: account.agencyId,
    maxFileMegabytes,
    maxRows: dossierLimits.maxRows,
  });
}

async function uploadFile(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, body, upload, now } = request;
  const refuse = async (field: string, reason: string) =>
    invalidForm(await showUploadForm(request, desk), [{ field, reason }]);
  const { value, errors } = parseForm(uploadSchema, body);
  if (errors !== null) return invalidForm(await showUploadForm(request, desk), errors);
  const agency = await findWorkingAgency(desk.database.db, account, value.agency);
  if (agency === null) return refuse("agency", "Chọn cơ quan có các hồ sơ này");
  if (upload === null) return refuse("file", "Chọn tệp để tải lên");
  let id: number;
  try {
    id = await saveImport(desk, {
      accountId: account.id,
      agencyId: agency.id,
      fileName: upload.name.slice(-maxNameLength),
      file: await desk.tables.read(upload.content, dossierLimits),
      known: await loadKnownHeaders(desk.database.db, agency.id),
      now,
    });
  } catch (error) {
    if (error instanceof FileError) return refuse("file", error.message);
    throw error;
  }
  await recordAction(
    desk.database.db,
    account,
    { action: "import.upload", subject: `import ${id}` },
    now,
  );
  desk.imports.wake();
  return redirect(`/dossiers/imports/${id}`, { data: { id } });
}

/** A replica that dies while it sends a small file is replaced after this. */
const claimMs = 60_000;

async function sendImport(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, now } = request;
  const stored = await requireUnsent(request, desk);
  const { id, revision, columns } = stored;
  const columnError = findColumnError(columns);
  const inspection = columnError === null ? await inspectImport(desk, stored, now) : null;
  if (columnError === null && inspection === null) throw stillChecked();
  const count = inspection?.summary.counts.new ?? 0;
  if (count === 0) {
    const reason = columnError ?? "Không có dòng mới nào để gửi";
    return invalidForm(await showImport(stored, request, desk), [{ field: "columns", reason }]);
  }
  const isAtOnce = isSmall(stored);
  const heldUntil = new Date(now.getTime() + holdMs);
  const claimedUntil = isAtOnce ? new Date(now.getTime() + claimMs) : heldUntil;
  const heldId = await desk.database.transaction(async (tx) => {
    const held = { agencyId: stored.agencyId, accountId: account.id, at: now, until: heldUntil };
    const opened = isAtOnce ? await openHeldUpdate(tx, held) : null;
    const sending = { id, revision, by: account.id, claimedUntil, heldId: opened, heldUntil };
    if (!(await updateImportSending(tx, sending))) throw alreadySent();
    const action = { action: "import.send", subject: `import ${id}`, detail: `${count} rows` };
    await recordAction(tx, account, action, now);
    return opened;
  });
  const undo = { until: heldUntil };
  if (!isAtOnce) {
    return redirect(`/dossiers/imports/${id}`, { data: { id, sending: count, undo } });
  }
  const { sending } = importState;
  await sendChunks(desk, { ...stored, state: sending, sentBy: account.id, heldId, heldUntil });
  const sent = (await findImport(desk, id))?.sentCount ?? 0;
  return redirect(`/dossiers/imports/${id}`, {
    message: `Đã gửi ${sent} cập nhật. Ai theo dõi sẽ được báo.`,
    data: { id, sent, undo },
  });
}

function stillChecked(): ProblemError {
  return new ProblemError(409, "still-checked", "Tệp này đang được kiểm tra; bạn chờ một chút.");
}
