import { selectUsedNotes } from "../../db/queries/officer-notes.ts";
import type { DbHandle } from "../../db/schema.ts";
import { statusName } from "./labels.ts";
import { notedStatuses, usualNotes } from "./note-rules.ts";

const maxOwnNotes = 5;
const maxOwnNoteLength = 120;
const ownNotesMs = 90 * 24 * 3_600_000;

/** The notes to choose from, by status: the agency's own first. agencyId null: no agency's. */
export async function readOfferedNotes(db: DbHandle, agencyId: number | null, now: Date) {
  const since = new Date(now.getTime() - ownNotesMs);
  const bounds = { since, maxLength: maxOwnNoteLength, limit: maxOwnNotes };
  const own =
    agencyId === null
      ? []
      : await selectUsedNotes(db, agencyId, { statuses: notedStatuses, ...bounds });
  return notedStatuses.map((status) => {
    const latest = own.filter((one) => one.status === status).map(({ note }) => note);
    const notes = [...new Set([...latest, ...(usualNotes[status] ?? [])])];
    return { status, statusName: statusName(status), notes };
  });
}
