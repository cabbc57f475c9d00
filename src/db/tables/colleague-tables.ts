import type { Generated, GeneratedAlways } from "kysely";

/** One colleague is told once of one event about one object. */
export interface ColleagueNoticeTable {
  readonly id: GeneratedAlways<number>;
  readonly account_id: number;
  /** The kind of event: see `notify/colleagues/events.ts`. */
  readonly event: string;
  /** 'task' | 'dossier' | 'broadcast' | 'day' */
  readonly object_kind: string;
  readonly object_id: number;
  readonly at: Date;
  /** Whether the desk counts it in its badge, as the colleague had chosen. */
  readonly is_shown: Generated<boolean>;
  readonly rings: Generated<boolean>;
  readonly seen_at: Generated<Date | null>;
  /** From then on there is nothing left to be done. */
  readonly over_at: Generated<Date | null>;
}

/** A notice on its way by one channel. */
export interface ColleagueSendTable {
  readonly notice_id: number;
  /** 'push' | 'email' | 'chat' */
  readonly channel: string;
  readonly due_at: Date;
  readonly tries: Generated<number>;
  /** The end of the lease of the process that is sending it. */
  readonly claimed_until: Generated<Date | null>;
  /** 'waiting' | 'sent' | 'failed' */
  readonly state: Generated<string>;
}

/** How somebody wants to be told. Without a row, the defaults count. */
export interface ColleagueSettingTable {
  readonly account_id: number;
  /** JSON: the channels of each kind of event. */
  readonly choices: string;
  /** Own quiet hours, in minutes of the day; both null: none but the service's. */
  readonly quiet_from: number | null;
  readonly quiet_to: number | null;
  readonly has_digest: boolean;
}

/** An e-mail address, which is used once its owner typed the code that was sent there. */
export interface ColleagueEmailTable {
  readonly account_id: number;
  readonly address_sealed: string;
  readonly code_hash: string | null;
  readonly code_ends_at: Date | null;
  readonly verified_at: Date | null;
}

/** A browser that shows notices. */
export interface ColleaguePushTable {
  readonly id: GeneratedAlways<number>;
  readonly account_id: number;
  readonly endpoint_hash: string;
  /** JSON: the endpoint and the browser's keys. */
  readonly subscription_sealed: string;
  /** Browser and system in a few words. */
  readonly device: string;
  readonly created_at: Date;
}
