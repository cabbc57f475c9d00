import { describe, expect, test } from "@jest/globals";
import { residentKey } from "../../../src/bot/store/keys.ts";
import {
  type Lease,
  type Marked,
  noTries,
  type OutboxEntry,
  type OutboxStore,
} from "../../../src/bot/store/outbox-store.ts";
import type { Resident } from "../../../src/channels/resident.ts";
import { type StoreUnderTest, stateAsked, turnOf } from "./turn-store-contract.ts";

const text = (words: string) => ({ type: "text", text: words }) as const;
let residents = 0;

export function follower(): Resident {
  residents += 1;
  return { channel: "zalo", account: "oa", user: `người ${residents}:{x}` };
}

/** Takes every shard. */
export async function holdAll(outbox: OutboxStore): Promise<Lease[]> {
  const shards = Array.from({ length: outbox.shards }, (_, shard) => shard);
  const leases = await Promise.all(shards.map((shard) => outbox.acquire(shard)));
  return leases.flatMap((lease) => lease ?? []);
}

/** Who has something to be sent, each with the lease of its shard. */
export async function allDue(outbox: OutboxStore, leases: readonly Lease[]) {
  const found = await Promise.all(
    leases.map(async (lease) =>
      ((await outbox.readDue(lease, 100)) ?? []).map((name) => ({ lease, name })),
    ),
  );
  return found.flat();
}

/** The promises of an outbox, run over every store. */
export function testOutboxStore(kind: string, open: () => Promise<StoreUnderTest>): void {
  const openHeld = async () => {
    const { store, elapse } = await open();
    const { outbox } = store;
    const leases = await holdAll(outbox);
    const resident = follower();
    const say = async (...replies: string[]) => {
      const { version } = await store.load(resident, `${replies}`);
      return store.commit(
        turnOf(resident, `${replies}`, { version, replies: replies.map(text), said: null }),
      );
    };
    const dueNow = async () => {
      const [found] = await allDue(outbox, leases);
      if (found === undefined) throw new Error("nobody is due");
      return found;
    };
    return { store, outbox, leases, resident, elapse, say, dueNow };
  };

  describe(`outbox: ${kind}`, () => {
    test("keeps a platform's replies in the resident's queue, and nothing on the web page", async () => {
      const { store, outbox, say, dueNow, resident } = await openHeld();
      await say("một", "hai");
      const { lease, name } = await dueNow();
      expect(name).toBe(residentKey(resident));
      const first = entryOf(await outbox.readHead(lease, name));
      expect(first).toMatchObject({ message: text("một"), tries: noTries });
      expect(await store.readWeb(resident)).toEqual({ continues: false, entries: [] });
      expect(await store.load(resident, "x")).toMatchObject({ version: 1, state: stateAsked(1) });
    });

    test("gives replies one after the other, those of a later turn last", async () => {
      const { outbox, leases, say, dueNow } = await openHeld();
      await say("một", "hai");
      await say("ba");
      const { lease, name } = await dueNow();
      const sent: unknown[] = [];
      let next: OutboxEntry | null = entryOf(await outbox.readHead(lease, name));
      while (next !== null) {
        sent.push(next.message);
        next = entryOf(await outbox.markSent(lease, name, next));
      }
      expect(sent).toEqual([text("một"), text("hai"), text("ba")]);
      expect(await allDue(outbox, leases)).toEqual([]);
    });

    test("changes nothing where a mark comes twice", async () => {
      const { outbox, say, dueNow } = await openHeld();
      await say("một", "hai");
      const { lease, name } = await dueNow();
      const first = headOf(await outbox.readHead(lease, name));
      for (let mark = 0; mark < 2; mark += 1) {
        const next = entryOf(await outbox.markSent(lease, name, first));
        expect(next?.message).toEqual(text("hai"));
      }
      await outbox.markLater(lease, name, first, { ...noTries, failed: 9 }, 60_000);
      const next = entryOf(await outbox.park(lease, name, first, "late"));
      expect(next).toMatchObject({ message: text("hai"), tries: noTries });
      expect(await outbox.parked()).toEqual([]);
    });

    test("keeps a reply that is put off, with its tries, until its time, whatever else is said", async () => {
      const { outbox, leases, say, dueNow, elapse } = await openHeld();
      await say("một");
      const { lease, name } = await dueNow();
      const first = headOf(await outbox.readHead(lease, name));
      const tries = { failed: 2, unknown: 1, broken: 0 };
      expect(await outbox.markLater(lease, name, first, tries, 60_000)).toMatchObject({
        held: true,
        next: null,
      });
      await say("hai");
      expect(await allDue(outbox, leases)).toEqual([]);

      await elapse(61_000);
      // Leases have ended too.
      const [again] = await allDue(outbox, await holdAll(outbox));
      expect(again?.name).toBe(name);
      const head = again && (await outbox.readHead(again.lease, name));
      expect(head).toMatchObject({ held: true, next: { ...first, tries } });
    });

    test("keeps a parked reply with its reason, lets the next pass, and sends it again when told", async () => {
      const { outbox, say, dueNow, resident } = await openHeld();
      await say("một", "hai");
      const { lease, name } = await dueNow();
      const first = headOf(await outbox.readHead(lease, name));
      const next = headOf(await outbox.park(lease, name, first, "code -201"));
      expect(next.message).toEqual(text("hai"));
      const [parked] = await outbox.parked();
      expect(parked).toMatchObject({ id: first.id, resident, reason: "code -201" });

      expect(await outbox.retryParked(new Set(["another"]))).toBe(0);
      expect(await outbox.retryParked(new Set([first.id]))).toBe(1);
      expect(await outbox.parked()).toEqual([]);
      const last = headOf(await outbox.markSent(lease, name, next));
      expect(last).toMatchObject({ id: first.id, message: text("một"), tries: noTries });
    });

    test("sends all parked replies again", async () => {
      const { outbox, leases, say, dueNow } = await openHeld();
      await say("một", "hai");
      const { lease, name } = await dueNow();
      let next = entryOf(await outbox.readHead(lease, name));
      while (next !== null) next = entryOf(await outbox.park(lease, name, next, "no"));
      expect(await allDue(outbox, leases)).toEqual([]);
      expect(await outbox.retryParked("all")).toBe(2);
      expect(headOf(await outbox.readHead(lease, name)).message).toEqual(text("một"));
      expect(await dueNow()).toEqual({ lease, name });
    });

    test("forgets unsent and parked replies with their resident, and nobody else's", async () => {
      const { store, outbox, leases, resident, say, dueNow } = await openHeld();
      await say("một", "hai");
      const { lease, name } = await dueNow();
      const first = headOf(await outbox.readHead(lease, name));
      await outbox.park(lease, name, first, "no");
      const other = follower();
      await store.commit(turnOf(other, "m1"));

      await store.forget(resident);
      expect(await outbox.parked()).toEqual([]);
      expect(entryOf(await outbox.readHead(lease, name))).toBeNull();
      const due = await allDue(outbox, leases);
      expect(due.map((found) => found.name)).toEqual([residentKey(other)]);
    });

    test("keeps unsent and parked replies however long they wait", async () => {
      const { outbox, say, dueNow, elapse } = await openHeld();
      await say("một", "hai");
      const { lease, name } = await dueNow();
      await outbox.park(lease, name, headOf(await outbox.readHead(lease, name)), "no");
      await elapse(400 * 86_400_000);
      expect(await outbox.parked()).toHaveLength(1);
      const found = await allDue(outbox, await holdAll(outbox));
      expect(found.map((due) => due.name)).toEqual([name]);
    });

    test("tells its listener of a queue's first reply only", async () => {
      const { outbox, say, resident } = await openHeld();
      const told: [string, unknown][] = [];
      outbox.listen({
        committed: (_shard, name, { message }) => told.push([name, message]),
        woken: () => {},
      });
      await say("một", "hai");
      await say("ba");
      expect(told).toEqual([[residentKey(resident), text("một")]]);
    });

    test("queues nothing for a turn without replies", async () => {
      const { outbox, leases, say } = await openHeld();
      expect(await say()).toBe("committed");
      expect(await allDue(outbox, leases)).toEqual([]);
    });
  });
}

export function entryOf(marked: Marked): OutboxEntry | null {
  if (!marked.held) throw new Error("the lease was another's");
  return marked.next;
}

export function headOf(marked: Marked): OutboxEntry {
  const entry = entryOf(marked);
  if (entry === null) throw new Error("nothing is queued");
  return entry;
}
