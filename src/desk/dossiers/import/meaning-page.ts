import { fold } from "../../../catalog/text/fold.ts";
import { updateImportsToCheck } from "../../../db/queries/dossier-imports.ts";
import { upsertImportWord } from "../../../db/queries/import-words.ts";
import { recordAction } from "../../audit/record-action.ts";
import { boundedText, parseForm, typedFields } from "../../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../../framework/route.ts";
import { invalidForm, redirect, type ViewResult } from "../../framework/view-result.ts";
import { officials } from "../../identity/roles.ts";
import { notedStatuses } from "../note-rules.ts";
import { findImportOwner, saveNotes } from "./import-store.ts";
import { alreadySent, requireUnsent, showImport } from "./requested-import.ts";
import { isMeaning, maxUnitLength, type WordKind, wordKinds } from "./words.ts";

/** What the words of a file mean, and what is said to residents whose row says nothing. */
export const importMeaningRoutes: readonly DeskRoute[] = [
  {
    method: "POST",
    path: "/dossiers/imports/:import/words",
    roles: officials,
    purpose: "says what words of the agency's system mean, and remembers it for the agency",
    findOwner: findImportOwner,
    handle: saveWords,
  },
  {
    method: "POST",
    path: "/dossiers/imports/:import/notes",
    roles: officials,
    purpose: "gives all rows of a status that have no note the same one",
    findOwner: findImportOwner,
    handle: changeNotes,
  },
];

const maxWordLength = 200;
const maxWordsAtOnce = 500;

export interface SaidWord {
  readonly kind: WordKind;
  readonly word: string;
  readonly shown: string;
  readonly meaning: string;
}

/**
 * Reads what a form says about words: the field `status:Trễ hạn` holds a status or "none", `procedure:…` an id or "keep",
 * `unit:…` "keep", "skip", or another name; so does `unit-name:…` if it is not empty.
 */
export function readSaidWords(
  body: unknown,
  catalog: Parameters<typeof isMeaning>[2],
): { readonly words: readonly SaidWord[]; readonly wrong: string | null } {
  const typed = typedFields(body);
  const words: SaidWord[] = [];
  for (const [name, value] of Object.entries(typed).slice(0, maxWordsAtOnce)) {
    const [, kindName, shown = ""] = /^(status|procedure|unit):(.{1,200})$/su.exec(name) ?? [];
    const kind = wordKinds.find((one) => one === kindName);
    if (kind === undefined) continue;
    const ownName = kind === "unit" ? (typed[`unit-name:${shown}`] ?? "").trim() : "";
    const meaning = (ownName || value).normalize("NFC").replaceAll("\0", "").trim();
    const word = fold(shown);
    if (meaning === "" || word === "") continue;
    if (!isMeaning(kind, meaning, catalog)) return { words: [], wrong: name };
    words.push({ kind, word, shown: shown.slice(0, maxWordLength), meaning });
  }
  return { words, wrong: null };
}

async function saveWords(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const stored = await requireUnsent(request, desk);
  const { words, wrong } = readSaidWords(request.body, desk.catalog());
  if (wrong !== null) {
    const reason = `Chọn nghĩa có trong danh sách, hoặc tên dài nhất ${maxUnitLength} ký tự`;
    return invalidForm(await showImport(stored, request, desk), [{ field: wrong, reason }]);
  }
  await rememberWords(request, desk, { agencyId: stored.agencyId, words });
  const message =
    words.length === 0
      ? "Chưa chọn nghĩa cho từ nào."
      : `Đã ghi nhớ ${words.length} từ cho cơ quan và kiểm tra lại.`;
  return redirect(`/dossiers/imports/${stored.id}`, { message, data: { saved: words.length } });
}

export async function rememberWords(
  { account, now }: SignedInRequest,
  desk: DeskContext,
  { agencyId, words }: { agencyId: number; words: readonly SaidWord[] },
): Promise<void> {
  if (words.length === 0) return;
  await desk.database.transaction(async (tx) => {
    for (const { kind, word, shown, meaning } of words) {
      const row = { agency_id: agencyId, kind, word, shown, meaning, changed_at: now };
      await upsertImportWord(tx, row);
    }
    await updateImportsToCheck(tx, { agencyId });
    const kinds = words.map(({ kind, meaning }) => `${kind} = ${meaning}`);
    const detail = `${words.length} words: ${[...new Set(kinds)].join(", ")}`.slice(0, 1_000);
    const action = { action: "import.words", subject: `agency ${agencyId}`, detail };
    await recordAction(tx, account, action, now);
  });
  desk.imports.wake();
}

const maxNoteLength = 2_000;
const noteSchema = boundedText("Phải là chữ", maxNoteLength);

async function changeNotes(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const stored = await requireUnsent(request, desk);
  const typed = typedFields(request.body);
  const notes: Record<string, string> = { ...stored.layout.notes };
  for (const status of notedStatuses) {
    const field = `note-${status}`;
    // What is chosen replaces what was typed before.
    const text = typed[`common-${status}`] || typed[field];
    if (text === undefined) continue;
    const { value: note, errors } = parseForm(noteSchema, text);
    if (errors !== null) {
      const found = errors.map(({ reason }) => ({ field, reason }));
      return invalidForm(await showImport(stored, request, desk), found);
    }
    if (note === "") delete notes[status];
    else notes[status] = note;
  }
  if (!(await saveNotes(desk, stored, { ...stored.layout, notes }))) throw alreadySent();
  desk.imports.wake();
  return redirect(`/dossiers/imports/${stored.id}`, {
    message: "Đã ghi chú cho các dòng còn thiếu và kiểm tra lại.",
  });
}
