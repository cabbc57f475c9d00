import type { DossierStatus } from "../../catalog/dossiers/dossier-status.ts";
import type { PushRouteName } from "../../channels/push.ts";
import type { IneligibilityReason } from "../delivery/channel-fallback.ts";
import { endOfQuietHours } from "../delivery/quiet-hours.ts";
import type { Reports } from "../dossiers/report.ts";
import { planChanges, type Silence } from "./planned-changes.ts";
import type { PreviewDependencies } from "./preview-dependencies.ts";
import { type PreviewText, PreviewTexts } from "./preview-texts.ts";
import { ReachCounter } from "./reach.ts";

/** What would become of reports if they were taken in now. */
export interface UpdatePreview {
  /** Dossiers of which somebody would be notified, or nobody follows them. */
  readonly dossiers: number;
  /** Followers to be notified, reachable or not. */
  readonly people: number;
  readonly byRoute: readonly { readonly route: PushRouteName; readonly people: number }[];
  readonly unreachable: readonly {
    readonly reason: IneligibilityReason;
    readonly people: number;
  }[];
  /** Changed dossiers that nobody follows. */
  readonly unfollowed: number;
  /** Dossiers whose report notifies nobody, whoever follows them. */
  readonly silent: readonly { readonly reason: Silence; readonly dossiers: number }[];
  /** For each status the text of the first dossier that gets it. */
  readonly texts: readonly PreviewText[];
  readonly statuses: readonly DossierStatus[];
  /** If it is quiet now: when sending begins. */
  readonly quietUntil: Date | null;
  /** Dossiers beyond the bound, which were not looked at. */
  readonly unexamined: number;
}

/** Foresees who would be notified of reports, and how it reads. Nothing is stored. Rejects if the database fails. */
export type PreviewUpdates = (reports: Reports) => Promise<UpdatePreview>;

/** A file may have more rows; looking at so many takes some seconds, in short turns. */
const maxDossiers = 20_000;

export function createUpdatePreview(dependencies: PreviewDependencies): PreviewUpdates {
  const { db, quietHours } = dependencies;
  return async (reports) => {
    const now = dependencies.now();
    const sender = "agencyId" in reports.sender ? reports.sender.agencyId : null;
    const reach = new ReachCounter(dependencies, sender, now);
    const texts = new PreviewTexts(dependencies, sender, now);
    const silent = new Map<Silence, number>();
    let dossiers = 0;
    let examined = 0;
    for await (const batch of planChanges(db, reports, { now, maxDossiers })) {
      await reach.add(batch.changes);
      await texts.add(batch.changes);
      for (const reason of batch.silent) silent.set(reason, (silent.get(reason) ?? 0) + 1);
      dossiers += batch.changes.length;
      examined += batch.changes.length + batch.silent.length;
    }
    const reported = new Set([...reports.dossiers, ...reports.steps].map(({ code }) => code));
    return {
      dossiers,
      ...reach.result(),
      silent: [...silent].map(([reason, count]) => ({ reason, dossiers: count })),
      ...texts.result(),
      quietUntil: endOfQuietHours(now, quietHours),
      unexamined: examined < maxDossiers ? 0 : Math.max(0, reported.size - examined),
    };
  };
}
