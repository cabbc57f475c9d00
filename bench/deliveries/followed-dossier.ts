import { createMemoryPacer } from "../../src/channels/pacing.ts";
import type { PushRoutes } from "../../src/channels/push.ts";
import type { Database } from "../../src/db/open.ts";
import { Deliverer } from "../../src/notify/delivery/deliverer.ts";
import { createNotificationQueue } from "../../src/notify/delivery/notification-queue.ts";
import { createDossierBox } from "../../src/notify/dossiers/dossier-box.ts";
import { createDeliveryFixture } from "../../test/notify/delivery/delivery-fixture.ts";

/** Creates a dossier with many followers, who are notified of each new status. */
export async function createFollowedDossier(database: Database, count: number, routes: PushRoutes) {
  const clock = { now: new Date() };
  const fixture = createDeliveryFixture(database, clock);
  const { code } = await fixture.addFollowed(count);
  const deliverer = new Deliverer({
    routes,
    queue: createNotificationQueue(database.db, {
      box: createDossierBox("0".repeat(32)),
      hashResident: ({ user }) => user,
      linkFor: () => "",
      procedureOf: () => null,
      numberOf: () => null,
    }),
    quietHours: null,
    pacer: createMemoryPacer({}, () => performance.now()),
    now: () => new Date(),
    onError: (error) => {
      throw error;
    },
  });
  let status: 2 | 4 = 2;
  return {
    /** Stores a new event with a delivery for each follower. */
    notify: async () => {
      clock.now = new Date();
      // The same status again would notify nobody.
      status = status === 4 ? 2 : 4;
      await fixture.step(code, status);
    },
    drain: () => deliverer.drain(),
  };
}
