import type { Catalog } from "../../../src/catalog/catalog.ts";
import { loadCatalog } from "../../../src/catalog/load.ts";
import { createMemoryPacer } from "../../../src/channels/pacing.ts";
import type {
  PushAddress,
  PushMessage,
  PushRouteName,
  PushRoutes,
} from "../../../src/channels/push.ts";
import type { SendResult } from "../../../src/channels/sender.ts";
import type { Database } from "../../../src/db/open.ts";
import { createBroadcastQueue } from "../../../src/notify/broadcasts/broadcast-queue.ts";
import { createBroadcastService } from "../../../src/notify/broadcasts/broadcast-service.ts";
import {
  createBroadcast,
  type Draft,
  readBroadcast,
} from "../../../src/notify/broadcasts/broadcast-store.ts";
import { readProgress } from "../../../src/notify/broadcasts/progress.ts";
import {
  type Submission,
  submitBroadcast,
} from "../../../src/notify/broadcasts/submit-broadcast.ts";
import { Deliverer, type DeliveryTransport } from "../../../src/notify/delivery/deliverer.ts";
import type { QuietHours } from "../../../src/notify/delivery/quiet-hours.ts";
import { createDossierBox } from "../../../src/notify/dossiers/dossier-box.ts";
import { createSecretBox } from "../../../src/security/secret-box.ts";
import { createDeliveryFixture, type Sent } from "../delivery/delivery-fixture.ts";
import { draft } from "./sample-draft.ts";

export const catalog = await loadCatalog("data");

type Answer = (sent: Sent) => SendResult | Promise<SendResult>;

const secretKey = "0".repeat(32);
export const approveOver = 5;

/** Broadcasts over a real database, and routes whose answers the test chooses. */
export function createBroadcastFixture(database: Database, clock: { now: Date }) {
  const now = () => clock.now;
  const box = createDossierBox(secretKey);
  const errors: unknown[] = [];
  const hashResident = ({ user }: { readonly user: string }) => `hash of ${user}`;
  const pacer = createMemoryPacer({}, () => now().getTime());
  const createService = (transport: DeliveryTransport) =>
    createBroadcastService({
      database,
      transport,
      catalog: () => catalog,
      box,
      hashResident,
      addressBox: createSecretBox(secretKey, "own addresses"),
      hashKey: secretKey,
      quietHours: null,
      approveOver,
      now,
      onError: (error) => errors.push(error),
    });
  /** Never started: tests send with deliverers of their own. */
  const broadcasts = createService({ routes: {}, limits: {}, pacer });
  const { testRecipients } = broadcasts;
  const dossiers = createDeliveryFixture(database, clock);
  const sent: Sent[] = [];
  let names = 0;

  const routesFor = (answers: Partial<Record<PushRouteName, Answer>>, paceKey: string | null) =>
    Object.fromEntries(
      Object.entries(answers).map(([name, answer]) => {
        const route = name as PushRouteName;
        const send = async (address: PushAddress, message: PushMessage) => {
          const one = { ...address, message, route };
          sent.push(one);
          return answer(one);
        };
        return [route, { paceKey, send }];
      }),
    ) as PushRoutes;

  const fixture = {
    broadcasts,
    dossiers,
    sent,
    errors,
    hashResident,
    secretKey,
    ok: (): SendResult => ({ outcome: "sent", platformId: null }),
    /** Adds an official of that agency. */
    addOfficial: async (agency: number | null): Promise<number> => {
      names += 1;
      const { id } = await database.db
        .insertInto("desk_account")
        .values({
          username: `official${names}`,
          name: `Cán bộ ${names}`,
          role: "official",
          agency_id: agency,
          password_hash: null,
          created_at: now(),
          closed_at: null,
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      return id;
    },
    /** Adds an agency with so many followers of one dossier, and two officials. */
    addAgency: async (count: number, options: { purposes?: string[]; promisedAt?: Date } = {}) => {
      names += 1;
      const sender = `H29.${names}`;
      const purposes = ["chat", "news"];
      const dossier = await dossiers.addFollowed(count, { purposes, ...options, sender });
      const agency = await fixture.agencyOf(dossier.id);
      const [author, second] = [
        await fixture.addOfficial(agency),
        await fixture.addOfficial(agency),
      ];
      return { ...dossier, sender, agency, author, second };
    },
    agencyOf: async (dossier: number): Promise<number> => {
      const { agency_id } = await database.db
        .selectFrom("dossier")
        .select("agency_id")
        .where("id", "=", dossier)
        .executeTakeFirstOrThrow();
      return agency_id ?? 0;
    },
    deliverer: (
      answers: Partial<Record<PushRouteName, Answer>>,
      quietHours: QuietHours | null = null,
    ) =>
      new Deliverer({
        routes: routesFor(answers, null),
        queue: createBroadcastQueue(database.db, {
          box,
          hashResident,
          catalog: () => catalog,
          testRecipients,
        }),
        quietHours,
        now,
        pacer,
        random: () => 0.5,
        onError: (error) => errors.push(error),
      }),
    /** The estimate if there are these routes, with so many messages a minute. */
    estimate: async (id: number, names: readonly PushRouteName[] = [], perMinute = 0) => {
      const broadcast = await readBroadcast(database.db, id);
      if (broadcast === null) throw new Error(`There is no broadcast ${id}`);
      const answers = Object.fromEntries(names.map((name) => [name, fixture.ok]));
      const limits = perMinute === 0 ? {} : { "zalo:oa": { count: perMinute, perMs: 60_000 } };
      const routes = routesFor(answers, perMinute === 0 ? null : "zalo:oa");
      return createService({ routes, limits, pacer }).estimate(broadcast);
    },
    /** Adds a draft of that agency, by that official. */
    addDraft: async (agencyId: number, by: number, changes: Partial<Draft> = {}) => {
      names += 1;
      const { id } = await createBroadcast(database.db, {
        agencyId,
        by,
        key: `key ${names}`,
        now: now(),
        draft: { ...draft, ...changes },
      });
      return id;
    },
    submit: async (id: number, by: number) => {
      const broadcast = await readBroadcast(database.db, id);
      const revision = broadcast?.revision ?? 0;
      return broadcasts.submit({ id, by, revision, onSubmitted: async () => undefined });
    },
    /** Submits with the caller's own catalogue. */
    submitWithCatalog: (submission: Submission, catalog: () => Catalog) => {
      const capacity = { routes: {}, limits: {}, quietHours: null };
      return submitBroadcast(
        { database, box, hashResident, catalog, approveOver, testRecipients, capacity },
        submission,
      );
    },
    progress: (id: number) => readProgress(database.db, id),
    lines: (id: number) =>
      database.db
        .selectFrom("broadcast_recipient")
        .selectAll()
        .where("broadcast_id", "=", id)
        .orderBy("id")
        .execute(),
  };
  return fixture;
}
