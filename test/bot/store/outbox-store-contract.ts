import { describe, expect, test } from "@jest/globals";
import {
  type AckResult,
  type Lease,
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

/** Acquires every shard. */
export async function holdAll(outbox: OutboxStore): Promise<Lease[]> {
  const shards = Array.from({ length: outbox.shards }, (_, shard) => shard);
  const leases = await Promise.all(shards.map((shard) => outbox.acquire(shard)));
  return leases.flatMap((lease) => lease ?? []);
}

/** Returns the residents with a due reply, each with the lease of its shard. */
export async function allDue(outbox: OutboxStore, leases: readonly Lease[]) {
  const found = await Promise.all(
    leases.map(async (lease) =>
      ((await outbox.readDue(lease, 100)) ?? []).map((name) => ({ lease, name })),
    ),
  );
  return found.flat();
}

/** The contract of an outbox, which every store is tested against. */
export function testOutboxStore(kind: string, open: () => Promise<StoreUnderTest>): void {
  const openHeld = async () => {
    const { store, elapse, nameOf } = await open();
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
    return { store, outbox, leases, resident, elapse, say, dueNow, nameOf };
  };

  describe(`outbox: ${kind}`, () => {
    test("puts a platform's replies into the resident's queue, and nothing on the web page", async () => {
      const { store, outbox, say, dueNow, resident, nameOf } = await openHeld();
      await say("một", "hai");
      const { lease, name } = await dueNow();
      expect(name).toBe(nameOf(resident));
      const first = entryOf(await outbox.readHead(lease, name));
      expect(first).toMatchObject({ message: text("một"), tries: noTries });
      expect(await store.readWeb(resident)).toEqual({ continues: false, entries: [] });
      expect(await store.load(resident, "x")).toMatchObject({ version: 1, state: stateAsked(1) });
    });

    test("returns replies in the order of their turns", async () => {
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

    test("changes nothing if a reply is acknowledged twice", async () => {
      const { outbox, say, dueNow } = await openHeld();
      await say("một", "hai");
      const { lease, name } = await dueNow();
      const first = headOf(await outbox.readHead(lease, name));
      for (let mark = 0; mark < 2; mark += 1) {
        const next = entryOf(await outbox.markSent(lease, name, first));
        expect(next?.message).toEqual(text("hai"));
      }
      await outbox.postpone(lease, name, first, { ...noTries, failed: 9 }, 60_000);
      const next = entryOf(await outbox.moveToDeadLetters(lease, name, first, "late"));
      expect(next).toMatchObject({ message: text("hai"), tries: noTries });
      expect(await outbox.listDeadLetters()).toEqual([]);
    });

    test("keeps a postponed reply and its tries until it is due, even if another turn is committed", async () => {
      const { outbox, leases, say, dueNow, elapse } = await openHeld();
      await say("một");
      const { lease, name } = await dueNow();
      const first = headOf(await outbox.readHead(lease, name));
      const tries = { failed: 2, unknown: 1, broken: 0 };
      expect(await outbox.postpone(lease, name, first, tries, 60_000)).toMatchObject({
        isHeld: true,
        next: null,
      });
      await say("hai");
      expect(await allDue(outbox, leases)).toEqual([]);

      await elapse(61_000);
      // The leases have expired too.
      const [again] = await allDue(outbox, await holdAll(outbox));
      expect(again?.name).toBe(name);
      const head = again && (await outbox.readHead(again.lease, name));
      expect(head).toMatchObject({ isHeld: true, next: { ...first, tries } });
    });

    test("stores a dead letter with its reason, goes on with the next reply, and queues it again on redrive", async () => {
      const { outbox, say, dueNow, resident } = await openHeld();
      await say("một", "hai");
      const { lease, name } = await dueNow();
      const first = headOf(await outbox.readHead(lease, name));
      const next = headOf(await outbox.moveToDeadLetters(lease, name, first, "code -201"));
      expect(next.message).toEqual(text("hai"));
      const [parked] = await outbox.listDeadLetters();
      expect(parked).toMatchObject({ id: first.id, resident, reason: "code -201" });

      expect(await outbox.redriveDeadLetters(new Set(["another"]))).toBe(0);
      expect(await outbox.redriveDeadLetters(new Set([first.id]))).toBe(1);
      expect(await outbox.listDeadLetters()).toEqual([]);
      const last = headOf(await outbox.markSent(lease, name, next));
      expect(last).toMatchObject({ id: first.id, message: text("một"), tries: noTries });
    });

    test("queues all dead letters again", async () => {
      const { outbox, leases, say, dueNow } = await openHeld();
      await say("một", "hai");
      const { lease, name } = await dueNow();
      let next = entryOf(await outbox.readHead(lease, name));
      while (next !== null) next = entryOf(await outbox.moveToDeadLetters(lease, name, next, "no"));
      expect(await allDue(outbox, leases)).toEqual([]);
      expect(await outbox.redriveDeadLetters("all")).toBe(2);
      expect(headOf(await outbox.readHead(lease, name)).message).toEqual(text("một"));
      expect(await dueNow()).toEqual({ lease, name });
    });

    test("forgets the unsent replies and dead letters of one resident only", async () => {
      const { store, outbox, leases, resident, say, dueNow, nameOf } = await openHeld();
      await say("một", "hai");
      const { lease, name } = await dueNow();
      const first = headOf(await outbox.readHead(lease, name));
      await outbox.moveToDeadLetters(lease, name, first, "no");
      const other = follower();
      await store.commit(turnOf(other, "m1"));

      await store.forget(resident);
      expect(await outbox.listDeadLetters()).toEqual([]);
      expect(entryOf(await outbox.readHead(lease, name))).toBeNull();
      const due = await allDue(outbox, leases);
      expect(due.map((found) => found.name)).toEqual([nameOf(other)]);
    });

    test("keeps unsent replies and dead letters without an expiry", async () => {
      const { outbox, say, dueNow, elapse } = await openHeld();
      await say("một", "hai");
      const { lease, name } = await dueNow();
      await outbox.moveToDeadLetters(lease, name, headOf(await outbox.readHead(lease, name)), "no");
      await elapse(400 * 86_400_000);
      expect(await outbox.listDeadLetters()).toHaveLength(1);
      const found = await allDue(outbox, await holdAll(outbox));
      expect(found.map((due) => due.name)).toEqual([name]);
    });

    test("calls its listener for the first reply of a queue only", async () => {
      const { outbox, say, resident, nameOf } = await openHeld();
      const committed: [string, unknown][] = [];
      outbox.subscribe({
        onCommitted: (_shard, name, { message }) => committed.push([name, message]),
        onNotified: () => {},
      });
      await say("một", "hai");
      await say("ba");
      expect(committed).toEqual([[nameOf(resident), text("một")]]);
    });

    test("queues nothing for a turn without replies", async () => {
      const { outbox, leases, say } = await openHeld();
      expect(await say()).toBe("committed");
      expect(await allDue(outbox, leases)).toEqual([]);
    });
  });
}

export function entryOf(marked: AckResult): OutboxEntry | null {
  if (!marked.isHeld) throw new Error("the lease was another's");
  return marked.next;
}

export function headOf(marked: AckResult): OutboxEntry {
  const entry = entryOf(marked);
  if (entry === null) throw new Error("nothing is queued");
  return entry;
}
