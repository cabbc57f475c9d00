import { fileURLToPath } from "node:url";
import { Eta } from "eta";
import { splitLinks } from "../../src/phone/links.js";
import type { SandboxClock } from "../clock.ts";
import type { DeskAccounts } from "../desk/accounts.ts";
import { dossier } from "../dossier.ts";
import type { App } from "../phones/app.ts";
import type { FaultName } from "../phones/commands.ts";
import type { Line, WireRecord } from "../phones/line.ts";
import type { PageProfile } from "../phones/messenger.ts";
import type { PhoneState } from "../phones/phone.ts";
import { shortenSecrets } from "../phones/shorten.ts";
import type { StoryPlayer, StoryState } from "../stories/player.ts";
import { jsonHtml } from "./json-html.ts";
import { formatSandboxTime, viewStory } from "./trainer-view.ts";

/** Renders what the browser shows. */

type PlatformName = App["platform"];

/** The HTML of one line. A part is empty if nothing is shown there. */
export interface LineView {
  readonly platform: PlatformName;
  readonly id: number;
  readonly thread: string;
  readonly log: string;
}

export interface StateView {
  readonly platform: PlatformName;
  readonly user: string;
  readonly armed: FaultName | null;
  /** The next action of the button for following. */
  readonly follow: { readonly do: "follow" | "unfollow"; readonly label: string };
  readonly isShut: boolean;
}

const eta = new Eta({ views: fileURLToPath(new URL(".", import.meta.url)), cache: true });
const clock = new Intl.DateTimeFormat("vi-VN", {
  timeStyle: "medium",
  timeZone: "Asia/Ho_Chi_Minh",
});

export function pageHtml(page: {
  readonly serviceUrl: string;
  readonly profile: PageProfile;
  readonly desk: DeskAccounts;
  readonly stories: StoryPlayer;
  readonly clock: SandboxClock;
  /** Whether webhooks, calls and faults are shown. */
  readonly isTechnical: boolean;
}): string {
  const { desk, stories, clock } = page;
  return eta.render("page", {
    ...page,
    dossier,
    accounts: desk.accounts,
    ...desk.code(),
    stories: stories.stories,
    storyNow: storyHtml(stories.state),
    time: formatSandboxTime(clock.now()),
    isMoved: clock.offsetMs !== 0,
  });
}

export function storyHtml(state: StoryState): string {
  return eta.render("story-now", viewStory(state));
}

export function viewLine(platform: PlatformName, line: Line): LineView {
  const { id, record } = line;
  const isDrawn = line.drawing !== null || line.note !== null;
  const view = { platform, line, splitLinks, jsonHtml, status: record && statusOf(record) };
  const time = clock.format(line.at);
  return {
    platform,
    id,
    thread: isDrawn ? eta.render("thread-line", view) : "",
    log:
      record === null
        ? ""
        : eta.render("log-line", {
            ...view,
            time,
            body: jsonHtml(shortenSecrets(record.body)),
            answer: record.kind === "call" ? jsonHtml(shortenSecrets(record.answer)) : null,
          }),
  };
}

export function viewState(
  platform: PlatformName,
  { user, armed, relation }: PhoneState,
): StateView {
  const labels = followLabels[platform];
  const next = relation === "following" ? "unfollow" : "follow";
  const isShut = platform === "messenger" && relation === "left";
  return { platform, user, armed, follow: { do: next, label: labels[relation] }, isShut };
}

/** Messenger has no following. A resident begins a conversation or blocks the Page. */
const followLabels = {
  zalo: { new: "Quan tâm", following: "Bỏ quan tâm", left: "Quan tâm" },
  messenger: { new: "Bắt đầu", following: "Chặn Trang", left: "Bỏ chặn" },
} as const;

function statusOf({ status, answer, isRefused }: WireRecord) {
  // Zalo refuses with HTTP 200.
  if (isRefused && status === 200) return { text: `lỗi ${Object(answer).error}`, tone: "bad" };
  if (status === "pending") return { text: "đang gửi", tone: "pending" };
  if (status === null) return { text: "quá giờ", tone: "bad" };
  return { text: String(status), tone: isRefused || status >= 400 ? "bad" : "good" };
}
