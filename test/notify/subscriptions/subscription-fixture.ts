import { buildCatalog } from "../../../src/catalog/catalog.ts";
import type { DossierStatus } from "../../../src/catalog/dossiers/dossier-status.ts";
import type { Resident } from "../../../src/channels/resident.ts";
import type { Database } from "../../../src/db/open.ts";
import type { PortName, PortRequest, Ports } from "../../../src/flows/engine/ports.ts";
import { createDossierBox } from "../../../src/notify/dossiers/dossier-box.ts";
import { createReportIngestion } from "../../../src/notify/dossiers/ingest-reports.ts";
import { eraseResident } from "../../../src/notify/subscriptions/erase-resident.ts";
import { createPortHandler } from "../../../src/notify/subscriptions/port-handler.ts";
import { createTaskBox } from "../../../src/notify/tasks/task-box.ts";
import { createAttemptCounter } from "../../../src/security/attempt-counter.ts";
import { smallRecords } from "../../catalog/small-records.ts";

export const taskBox = createTaskBox("0".repeat(32));
const catalog = buildCatalog(smallRecords());

let dossiers = 0;
let events = 0;

function nextEvent(): string {
  events += 1;
  return `event ${events}`;
}

/** The port handler over a real database, dossiers to find, and residents who ask. */
export function createSubscriptionFixture(database: Database, clock: { now: Date }) {
  const now = () => clock.now;
  const box = createDossierBox("0".repeat(32));
  const ingest = createReportIngestion({
    database,
    box,
    now,
    enqueueNotifications: async () => {},
  });
  const perform = createPortHandler({
    database,
    box,
    attempts: createAttemptCounter(database.db, "0".repeat(32)),
    hearing: { box: taskBox, catalog: () => catalog },
    onInboxChange: () => {},
    now,
    pushChannels: new Set(["zalo"]),
    contacts: { hasPhone: true, hasEmail: false },
    keptDays: 365,
    pair: async (_tx, code) => code === "12345678",
    erase: (resident) =>
      database.transaction((tx) =>
        eraseResident(tx, resident, { residentHash: `hash of ${resident.user}`, now: now() }),
      ),
  });

  return {
    perform,
    /** Adds a dossier with a unique code. */
    addDossier: async ({
      phone = "0912 345 678" as string | null,
      status = 4 as DossierStatus,
      birthYear = null as string | null,
      identityTail = null as string | null,
      madonvi = "000.00.16.H26",
    } = {}) => {
      dossiers += 1;
      const code = `${madonvi}-250815-${String(dossiers).padStart(4, "0")}`;
      const none = { agencyName: "UBND phường Một", email: "sau@example.vn", receivedAt: null };
      const named = { procedureCode: "1.001193", procedureName: "Đăng ký khai sinh" };
      const state = { status, at: new Date("2026-11-20T02:00:00Z"), note: "" };
      await ingest({
        sender: { madonvi },
        dossiers: [
          {
            ...none,
            ...named,
            birthYear,
            identityTail,
            code,
            phone,
            applicant: "Trần Thị Sáu",
            state,
            promisedAt: null,
          },
        ],
        steps: [],
      });
      const { id } = await database.db
        .selectFrom("dossier")
        .select("id")
        .where("code", "=", code)
        .executeTakeFirstOrThrow();
      return { code, id };
    },
    addStep: (code: string, status: DossierStatus, at: string, note = "") =>
      ingest({
        sender: { madonvi: null },
        dossiers: [],
        steps: [{ code, status, at: new Date(at), note, officer: null, unit: null, dueAt: null }],
      }),
    /** A resident. Each of their requests is an event of its own, unless the event is named. */
    resident: (
      user: string,
      channel: Resident["channel"] = "zalo",
      address: string | null = null,
    ) => {
      const resident = { channel, account: "oa", user };
      return {
        ...resident,
        ask: async <P extends PortName>(
          port: P,
          asks: Omit<Extract<PortRequest, { port: P }>, "port">,
          eventId = nextEvent(),
        ) =>
          (await perform({ port, ...asks } as Parameters<typeof perform>[0], {
            resident,
            eventId,
            address,
          })) as Ports[P]["answer"],
      };
    },
  };
}
