import type { PushRouteName, PushRoutes } from "../../channels/push.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { ContactDependencies } from "../delivery/follower-contacts.ts";
import type { QuietHours } from "../delivery/quiet-hours.ts";
import type { RenderDependencies } from "../delivery/render-notification.ts";

export interface PreviewDependencies extends ContactDependencies, RenderDependencies {
  readonly db: DbHandle;
  readonly routes: PushRoutes;
  /** Returns when a used-up quota of the route is full again; null if something is left. */
  readonly usedUpUntil: (route: PushRouteName, now: Date) => Date | null;
  readonly quietHours: QuietHours | null;
  readonly now: () => Date;
}
