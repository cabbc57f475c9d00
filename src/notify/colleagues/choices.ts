import { z } from "zod";
import type { ColleagueEvent } from "../../db/queries/colleague-events.ts";
import { selectSettings } from "../../db/queries/colleague-notices.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { QuietHours } from "../delivery/quiet-hours.ts";
import { colleagueEvents, type NoticeChannel, noticeChannels } from "./events.ts";

/** By which channels somebody wants to be told of each kind of event. */
export type Choices = Readonly<Record<ColleagueEvent, readonly NoticeChannel[]>>;

/** How somebody wants to be told. */
export interface NoticeSettings {
  readonly choices: Choices;
  /** Own quiet hours; null: only the service's. */
  readonly quietHours: QuietHours | null;
  readonly hasDigest: boolean;
}

/** Somebody who waits for an answer is heard; everything else is only shown. */
const ringingEvents: readonly ColleagueEvent[] = ["conversation", "conversation-late"];

const defaults: NoticeSettings = {
  choices: choicesOf((event) => (ringingEvents.includes(event) ? ["desk", "sound"] : ["desk"])),
  quietHours: null,
  hasDigest: false,
};

const storedSchema = z.record(z.string(), z.array(z.enum(noticeChannels)));

/** Makes the choices for every event. */
export function choicesOf(of: (event: ColleagueEvent) => readonly NoticeChannel[]): Choices {
  return Object.fromEntries(colleagueEvents.map((event) => [event, of(event)])) as Choices;
}

/** Returns how each of these accounts wants to be told. */
export async function readSettings(
  db: DbHandle,
  accountIds: readonly number[],
): Promise<(accountId: number) => NoticeSettings> {
  const rows = await selectSettings(db, [...new Set(accountIds)]);
  const settings = new Map(rows.map((row) => [row.account_id, toSettings(row)]));
  return (accountId) => settings.get(accountId) ?? defaults;
}

interface StoredSetting {
  readonly choices: string;
  readonly quiet_from: number | null;
  readonly quiet_to: number | null;
  readonly has_digest: boolean;
}

function toSettings({ choices, quiet_from, quiet_to, has_digest }: StoredSetting): NoticeSettings {
  const stored = storedSchema.parse(JSON.parse(choices));
  return {
    // An event that a later version added is told as by default.
    choices: choicesOf((event) => stored[event] ?? defaults.choices[event]),
    quietHours:
      quiet_from === null || quiet_to === null
        ? null
        : { fromMinute: quiet_from, toMinute: quiet_to },
    hasDigest: has_digest,
  };
}
