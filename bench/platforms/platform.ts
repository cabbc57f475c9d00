/** What a platform posts: a signed webhook. */
export interface Webhook {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A resident's message on its way to the service. */
export interface Said {
  readonly user: string;
  readonly id: string;
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface Reply {
  readonly user: string;
  readonly text: string;
}

/** A platform as the bench and the faults speak with it. */
export interface BenchPlatform {
  readonly name: "zalo" | "messenger";
  /** Whom residents write to there. */
  readonly accountId: string;
  readonly webhookPath: string;
  /** Signed as the platform signs. */
  textWebhook(said: Said): Webhook;
  /** The service's settings with the platform's servers at that address, not paced. */
  settings(url: string): Record<string, string>;
  /** A send that the platform would take; null: another call. */
  readSend(path: string, body: string): Reply | null;
  /** What the platform answers to the send of that number. */
  sentAnswer(send: number, user: string): object;

  /** For bare parts: who said it, null where the signature is wrong. */
  readWebhook(headers: Readonly<Record<string, unknown>>, body: Buffer): string | null;
  /** For bare parts: the call that sends a text. */
  sendCall(url: string, reply: Reply): Webhook;
}
