import type { DossierStatus } from "../../catalog/dossiers/dossier-status.ts";
import type { DossierView } from "../../catalog/dossiers/dossier-view.ts";
import type { NumberToCall } from "../../catalog/points/phone-book.ts";
import { type PushRouteName, renderChatMessage } from "../../channels/push.ts";
import { measureSms } from "../../channels/sms/segments.ts";
import { selectWardsOfAgency } from "../../db/queries/agencies.ts";
import { selectPreviewedAgency } from "../../db/queries/update-preview.ts";
import { type RenderedNotification, renderNotification } from "../delivery/render-notification.ts";
import type { PlannedChange } from "./planned-changes.ts";
import type { PreviewDependencies } from "./preview-dependencies.ts";

export type PreviewPlatform = "zalo" | "messenger" | "sms" | "email";

/** A notification as one platform draws it. */
export interface PreviewText {
  readonly status: DossierStatus;
  readonly platform: PreviewPlatform;
  /** Of an e-mail; null elsewhere. */
  readonly subject: string | null;
  readonly text: string;
  /** The buttons under it. */
  readonly buttons: readonly string[];
  /** How many SMS a gateway charges for; null elsewhere. */
  readonly segments: number | null;
}

/** The rest differ in the officer's note only. */
const maxStatuses = 4;

const platformOfRoute: Readonly<Record<PushRouteName, PreviewPlatform>> = {
  "zalo-chat": "zalo",
  "zalo-template": "zalo",
  "zalo-template-phone": "zalo",
  "messenger-chat": "messenger",
  "messenger-template": "messenger",
  sms: "sms",
  email: "email",
};

/** Renders what residents would read: for each status once, on the platforms that are on. */
export class PreviewTexts {
  readonly #dependencies: PreviewDependencies;
  readonly #agencyId: number | null;
  readonly #now: Date;
  readonly #platforms: readonly PreviewPlatform[];
  readonly #statuses = new Set<DossierStatus>();
  readonly #texts: PreviewText[] = [];

  constructor(dependencies: PreviewDependencies, agencyId: number | null, now: Date) {
    this.#dependencies = dependencies;
    this.#agencyId = agencyId;
    this.#now = now;
    const routes = Object.keys(dependencies.routes) as PushRouteName[];
    this.#platforms = [...new Set(routes.map((route) => platformOfRoute[route]))];
  }

  async add(changes: readonly PlannedChange[]): Promise<void> {
    for (const change of changes) {
      const { status } = change.step;
      const isKnown = this.#statuses.has(status);
      this.#statuses.add(status);
      if (isKnown || this.#statuses.size > maxStatuses) continue;
      const message = await this.#render(change);
      this.#texts.push(...this.#platforms.map((platform) => draw(message, status, platform)));
    }
  }

  result() {
    return { texts: this.#texts, statuses: [...this.#statuses] };
  }

  async #render({ dossier, report, step }: PlannedChange): Promise<RenderedNotification> {
    const agencyId = dossier?.agency_id ?? this.#agencyId;
    const view: DossierView = {
      code: dossier?.code ?? report?.code ?? "",
      procedureCode: report?.procedureCode ?? dossier?.procedure_code ?? null,
      procedureName: report?.procedureName ?? dossier?.procedure_name ?? null,
      agency: dossier?.agency ?? (await this.#agencyName(agencyId)),
      status: step.status,
      since: step.at,
      note: step.note,
      promisedAt: report?.promisedAt ?? dossier?.promised_at ?? null,
    };
    const told = { view, call: await this.#numberOf(agencyId) };
    const follower = { dossier_id: dossier?.id ?? 0, follower_id: 0, language: "vi" };
    const delivery = { ...follower, kind: "status", channel: "zalo" } as const;
    return renderNotification(told, delivery, this.#now, this.#dependencies);
  }

  async #agencyName(agencyId: number | null): Promise<string | null> {
    if (agencyId === null) return null;
    return (await selectPreviewedAgency(this.#dependencies.db, agencyId))?.name ?? null;
  }

  async #numberOf(agencyId: number | null): Promise<NumberToCall | null> {
    const { db, numberOf } = this.#dependencies;
    return numberOf(agencyId === null ? [] : await selectWardsOfAgency(db, agencyId));
  }
}

function draw(
  message: RenderedNotification,
  status: DossierStatus,
  platform: PreviewPlatform,
): PreviewText {
  const { subject, text, short } = message;
  const plain = { status, platform, subject: null, buttons: [], segments: null };
  if (platform === "sms") return { ...plain, text: short, segments: measureSms(short).segments };
  if (platform === "email") return { ...plain, subject, text };
  const drawn = renderChatMessage({ ...message, id: "preview" });
  if (drawn.type !== "choice") return { ...plain, text };
  return { ...plain, text: drawn.text, buttons: drawn.options.map(({ label }) => label) };
}
