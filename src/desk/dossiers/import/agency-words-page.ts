import { fold } from "../../../catalog/text/fold.ts";
import { selectAgencyName } from "../../../db/queries/agencies.ts";
import { updateImportsToCheck } from "../../../db/queries/dossier-imports.ts";
import {
  deleteImportHeader,
  deleteImportWord,
  selectImportWords,
} from "../../../db/queries/import-words.ts";
import { recordAction } from "../../audit/record-action.ts";
import { notFound } from "../../framework/errors.ts";
import { typedFields } from "../../framework/form.ts";
import {
  type DeskContext,
  type DeskRoute,
  type Owner,
  pathId,
  type SignedInRequest,
} from "../../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../../framework/view-result.ts";
import { officials } from "../../identity/roles.ts";
import { statusChoices } from "../labels.ts";
import { fieldName } from "./columns.ts";
import { loadKnownHeaders } from "./known-headers.ts";
import { readSaidWords, rememberWords } from "./meaning-page.ts";
import { asWritten, noStatus, otherUnit } from "./words.ts";

/** What was remembered of the files of an agency's system. */
export const agencyWordRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/agencies/:agency/words",
    roles: officials,
    purpose: "lists what the words and columns of the agency's files mean",
    findOwner: findAgencyOwner,
    handle: showWords,
  },
  {
    method: "POST",
    path: "/agencies/:agency/words",
    roles: officials,
    purpose: "changes what words of the agency's files mean, or forgets words and columns",
    findOwner: findAgencyOwner,
    handle: changeWords,
  },
];

async function findAgencyOwner(
  { params }: SignedInRequest,
  { database }: DeskContext,
): Promise<Owner | null> {
  const id = pathId(params, "agency");
  const agency = id === null ? undefined : await selectAgencyName(database.db, id);
  return agency === undefined ? null : { agencyId: agency.id };
}

async function showWords({ params }: SignedInRequest, desk: DeskContext) {
  const { db } = desk.database;
  const agency = await selectAgencyName(db, Number(params["agency"]));
  if (agency === undefined) throw notFound();
  const { procedures } = desk.catalog();
  const words = (await selectImportWords(db, agency.id)).map((row) => ({
    kind: row.kind,
    word: row.word,
    shown: row.shown,
    meaning: row.meaning,
    meaningName: procedures.get(row.meaning)?.name ?? row.meaning,
    changedAt: row.changed_at,
  }));
  const headers = [...(await loadKnownHeaders(db, agency.id))].map(([header, columns]) => ({
    header,
    names: columns.flatMap((field) => (field === null ? [] : [fieldName(field)])),
  }));
  return page("import-words", `Từ trong tệp của ${agency.name}`, {
    agency,
    words,
    headers,
    statusChoices: [
      ...statusChoices.map(({ value, name }) => ({ value: String(value), name })),
      { value: noStatus, name: "Không nói về trạng thái: giữ như trước" },
    ],
    unitChoices: [
      { value: asWritten, name: "Là đơn vị xử lý" },
      { value: otherUnit, name: "Đơn vị khác: bỏ qua các dòng này" },
    ],
    keptName: asWritten,
  });
}

/** The field `forget` names one word (`status:Trễ hạn`) or the columns of one header (`header:…`). */
async function changeWords(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const agencyId = Number(request.params["agency"]);
  const to = `/agencies/${agencyId}/words`;
  const { forget } = typedFields(request.body);
  if (forget !== undefined && forget !== "") {
    await forgetOne(request, desk, { agencyId, forget });
    return redirect(to, { message: "Đã bỏ; tệp sau sẽ hỏi lại." });
  }
  const { words, wrong } = readSaidWords(request.body, desk.catalog());
  if (wrong !== null) {
    const found = [{ field: wrong, reason: "Chọn nghĩa có trong danh sách" }];
    return invalidForm(await showWords(request, desk), found);
  }
  await rememberWords(request, desk, { agencyId, words });
  return redirect(to, { message: `Đã ghi ${words.length} từ.`, data: { saved: words.length } });
}

async function forgetOne(
  { account, now }: SignedInRequest,
  desk: DeskContext,
  { agencyId, forget }: { agencyId: number; forget: string },
): Promise<void> {
  const [, kind = "", word = ""] = /^([a-z]+):(.*)$/su.exec(forget) ?? [];
  await desk.database.transaction(async (tx) => {
    if (kind === "header") await deleteImportHeader(tx, agencyId, word);
    else await deleteImportWord(tx, { agency_id: agencyId, kind, word: fold(word) });
    await updateImportsToCheck(tx, { agencyId });
    const detail = `forgot one ${kind === "header" ? "header" : "word"}`;
    const action = { action: "import.words", subject: `agency ${agencyId}`, detail };
    await recordAction(tx, account, action, now);
  });
  desk.imports.wake();
}
