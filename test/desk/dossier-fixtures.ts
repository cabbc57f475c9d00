import type { DossierStatus } from "../../src/catalog/dossiers/dossier-status.ts";
import type { DataSubjectRequest } from "../../src/catalog/dossiers/dossier-view.ts";
import type { TranscriptEntry } from "../../src/flows/engine/transcript.ts";
import { handOver } from "../../src/notify/inbox/hear-resident.ts";
import { openTask } from "../../src/notify/tasks/open-task.ts";
import { createTaskBox } from "../../src/notify/tasks/task-box.ts";
import { aPoint, secretKey, type TestDesk } from "./desk-server.ts";

let codes = 0;

/** Adds a dossier of this agency with this many followers, who consented to notifications. */
export async function addDossier(
  desk: TestDesk,
  agencyId: number,
  {
    code = `000.01.H26-251125-${String(++codes).padStart(4, "0")}`,
    followers = 0,
    phone = "0912 345 678" as string | null,
    promisedAt = null as Date | null,
    status = 4 as DossierStatus,
    applicant = "Trần Thị Sáu",
  } = {},
): Promise<{ readonly id: number; readonly code: string }> {
  const at = new Date(desk.now().getTime() - 3_600_000);
  const unknown = { agencyName: null, procedureCode: null, email: null, receivedAt: null };
  const numbers = { birthYear: null, identityTail: null };
  await desk.ingestReports({
    sender: { agencyId },
    dossiers: [
      {
        ...unknown,
        ...numbers,
        code,
        phone,
        applicant,
        promisedAt,
        procedureName: "Đăng ký khai sinh",
        state: null,
      },
    ],
    steps: [{ code, status, at, note: "", officer: "Lê Văn Tám", unit: null, dueAt: null }],
  });
  const { db } = desk.database;
  const { id } = await db
    .selectFrom("dossier")
    .select("id")
    .where("code", "=", code)
    .executeTakeFirstOrThrow();
  for (let number = 0; number < followers; number++) {
    const resident = { channel: "zalo", account: "oa", user_id: `user-${code}-${number}` };
    await db
      .insertInto("follower")
      .values({ ...resident, dossier_id: id, language: "vi", since: at, stopped_at: null })
      .execute();
  }
  return { id, code };
}

/** Adds a notification of a dossier that no route could deliver. Returns its delivery. */
export async function addUndelivered(
  desk: TestDesk,
  agencyId: number,
  options: Parameters<typeof addDossier>[2] = {},
) {
  const dossier = await addDossier(desk, agencyId, { ...options, followers: 1 });
  await reportStatus(desk, dossier.code, 5);
  const { db } = desk.database;
  const delivery = await db
    .selectFrom("delivery")
    .innerJoin("status_event", "status_event.id", "delivery.event_id")
    .select("delivery.id")
    .where("status_event.dossier_id", "=", dossier.id)
    .executeTakeFirstOrThrow();
  await db
    .updateTable("delivery")
    .set({
      state: "parked",
      reason: "zalo-chat: window closed; sms: no address",
      settled_at: desk.now(),
    })
    .where("id", "=", delivery.id)
    .execute();
  return { dossier, id: delivery.id };
}

export async function reportStatus(
  desk: TestDesk,
  code: string,
  status: DossierStatus,
): Promise<void> {
  const step = { code, status, at: desk.now(), officer: null, unit: null, dueAt: null };
  // The desk's own way of writing: the agency may have a one-stop system, beside which the shared account writes nothing.
  const { agency_id: agencyId } = await desk.database.db
    .selectFrom("dossier")
    .select("agency_id")
    .where("code", "=", code)
    .$narrowType<{ agency_id: number }>()
    .executeTakeFirstOrThrow();
  await desk.ingestReports({
    sender: { agencyId },
    dossiers: [],
    steps: [{ ...step, note: "Thiếu bản sao" }],
  });
}

/** Adds a talk that began at a help point and was handed over, or a request about personal data. Returns the task. */
export async function addTask(
  desk: TestDesk,
  {
    point = aPoint as string | null,
    lines = [["r", "Tôi muốn gặp người"]] as readonly TranscriptEntry[],
    kind = "person" as DataSubjectRequest | "person",
    user = `asker-${++codes}`,
  } = {},
): Promise<number> {
  const resident = { channel: "zalo", account: "oa", user } as const;
  const dueAt = new Date(desk.now().getTime() + 72 * 3_600_000);
  const opening = { resident, eventId: `task of ${user} ${kind}`, now: desk.now() };
  const { database } = desk;
  const hearing = { box: createTaskBox(secretKey), catalog: desk.live.catalog };
  const talk = { point, ward: null, procedure: null, language: "vi", lines } as const;
  await database.transaction<unknown>((tx) =>
    kind === "person"
      ? handOver(tx, hearing, opening, talk)
      : openTask(tx, { ...opening, kind, dueAt }),
  );
  const { id } = await database.db
    .selectFrom("desk_task")
    .select("id")
    .where("event_id", "=", opening.eventId)
    .executeTakeFirstOrThrow();
  return id;
}
