import type { Catalog } from "../../catalog/catalog.ts";
import type { Resident } from "../../channels/resident.ts";
import { incrementInboxVersion, updateConversation } from "../../db/queries/inbox.ts";
import { insertLines, selectLastSpokenLine } from "../../db/queries/inbox-lines.ts";
import { findOpenTask, insertTask } from "../../db/queries/opened-tasks.ts";
import type { Transaction } from "../../db/transaction.ts";
import type {
  ContactKind,
  DeskStanding,
  HandedOver,
  PersonRequest,
} from "../../flows/engine/ports.ts";
import type { TranscriptEntry } from "../../flows/engine/transcript.ts";
import type { TaskBox } from "../tasks/task-box.ts";
import type { ConversationStatus, LineFrom } from "./conversation.ts";
import { promiseAnswer } from "./promise.ts";
import { type AnsweringTeam, describeTeam, findTeam } from "./team.ts";

/** The resident whose turn it is, and the event under whose id every write happens once. */
export interface ResidentEvent {
  readonly resident: Resident;
  readonly eventId: string;
  readonly now: Date;
}

export interface Hearing {
  readonly box: TaskBox;
  readonly catalog: () => Catalog;
}

/** Opens a conversation at the desk with its latest lines, or asks again for the one that is open. */
export async function handOver(
  tx: Transaction,
  { box, catalog }: Hearing,
  { resident, eventId, now }: ResidentEvent,
  request: PersonRequest,
): Promise<HandedOver> {
  const open = await findOpenTask(tx, resident, "person");
  const team = await findTeam(tx, catalog(), request);
  const answered = (
    dueAt: Date,
    { name }: AnsweringTeam,
    colleague: string | null,
  ): HandedOver => ({
    team: name,
    colleague,
    dueAt,
    asksContact: resident.channel === "web" && (open?.contact_kind ?? null) === null,
  });
  const promisedAt = promiseAnswer(team.hours, catalog(), now);
  if (open === undefined) {
    const id = await insertTask(tx, {
      resident,
      kind: "person",
      team: team.team.kind,
      point_id: request.point,
      agency_id: team.agencyId,
      procedure_id: request.procedure,
      language: request.language,
      resident_said_at: now,
      openedAt: now,
      dueAt: promisedAt,
      eventId,
    });
    if (id !== undefined) await addTranscript(tx, box, id, request.lines, eventId, now);
    await incrementInboxVersion(tx);
    return answered(promisedAt, team, null);
  }
  const isWithBot = open.status === "with-bot";
  const isTaken = open.taken_by !== null;
  if (isWithBot) {
    const status: ConversationStatus = isTaken ? "taken" : "waiting";
    const due = { due_at: promisedAt, answered_at: null };
    await updateConversation(tx, open.id, { status, ...due, resident_said_at: now });
    await addTranscript(tx, box, open.id, request.lines, eventId, now);
    await incrementInboxVersion(tx);
  }
  const current = await describeTeam(tx, catalog(), currentTeam(open));
  return answered(isWithBot ? promisedAt : open.due_at, current, isTaken ? open.taker_name : null);
}

function currentTeam(task: {
  readonly team: string;
  readonly point_id: string | null;
  readonly agency_id: number | null;
}): AnsweringTeam["team"] {
  if (task.team === "point" && task.point_id !== null) {
    return { kind: "point", pointId: task.point_id };
  }
  if (task.team === "agency" && task.agency_id !== null) {
    return { kind: "agency", agencyId: task.agency_id };
  }
  return { kind: "administrators" };
}

/** Stores what the resident said to the person, and says whether one answers. */
export async function recordResidentLine(
  tx: Transaction,
  { box }: Hearing,
  { resident, eventId, now }: ResidentEvent,
  words: string,
): Promise<DeskStanding> {
  const open = await findOpenTask(tx, resident, "person");
  if (open === undefined || open.status === "with-bot") return "over";
  if (await insertLines(tx, [line(box, open.id, "resident", words, eventId, now)])) {
    await updateConversation(tx, open.id, { resident_said_at: now });
    await incrementInboxVersion(tx);
  }
  return open.status === "taken" ? "taken" : "waiting";
}

/** Stores what the bot answered. */
export async function recordBotLine(
  tx: Transaction,
  { box }: Hearing,
  { resident, eventId, now }: ResidentEvent,
  texts: readonly string[],
): Promise<null> {
  const open = await findOpenTask(tx, resident, "person");
  if (open === undefined) return null;
  const said = line(box, open.id, "bot", texts.join("\n\n"), `${eventId} answer`, now);
  if (await insertLines(tx, [said])) await incrementInboxVersion(tx);
  return null;
}

/** The resident goes back to the bot: the conversation stays open, and nothing more of what they say is stored. */
export async function leaveConversation(
  tx: Transaction,
  { box }: Hearing,
  { resident, eventId, now }: ResidentEvent,
  words: string,
): Promise<null> {
  const open = await findOpenTask(tx, resident, "person");
  if (open === undefined) return null;
  const left = "Người dân quay lại hỏi trợ lý tự động.";
  const isNew = await insertLines(tx, [
    line(box, open.id, "resident", words, eventId, now),
    line(box, open.id, "system", left, `${eventId} left`, now),
  ]);
  if (!isNew) return null;
  await updateConversation(tx, open.id, { status: "with-bot", resident_said_at: now });
  await incrementInboxVersion(tx);
  return null;
}

/** Keeps how a visitor of the web page can be reached. Returns false if no conversation is open. */
export async function keepContact(
  tx: Transaction,
  { box }: Hearing,
  { resident }: ResidentEvent,
  { kind, value }: { readonly kind: ContactKind; readonly value: string },
): Promise<boolean> {
  const open = await findOpenTask(tx, resident, "person");
  if (open === undefined) return false;
  const contact = { contact_kind: kind, contact_sealed: box.sealContact(value, open.event_id) };
  const isKept = await updateConversation(tx, open.id, contact);
  await incrementInboxVersion(tx);
  return isKept;
}

/** Adds the transcript's lines that are not in the conversation yet. */
async function addTranscript(
  tx: Transaction,
  box: TaskBox,
  taskId: number,
  entries: readonly TranscriptEntry[],
  eventId: string,
  now: Date,
): Promise<void> {
  const last = await selectLastSpokenLine(tx, taskId);
  const known = last && box.openLine(last.words_sealed, last.event_id).words;
  const start = entries.findLastIndex(([, words]) => words === known) + 1;
  const lines = entries
    .slice(start)
    .map(([from, words], index) =>
      line(box, taskId, from === "r" ? "resident" : "bot", words, `${eventId} ${index}`, now),
    );
  await insertLines(tx, lines);
}

function line(
  box: TaskBox,
  taskId: number,
  from: LineFrom,
  words: string,
  eventId: string,
  at: Date,
) {
  const words_sealed = box.sealLine({ words }, eventId);
  return { task_id: taskId, at, from, account_id: null, words_sealed, event_id: eventId };
}
