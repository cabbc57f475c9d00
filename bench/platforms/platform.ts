/** A signed webhook as a platform posts it. */
export interface Webhook {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A message from a resident to the service. */
export interface ResidentMessage {
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

/** How the bench and the fault tests speak for a platform. */
export interface BenchPlatform {
  readonly name: "zalo" | "messenger";
  /** The account on the platform that residents write to. */
  readonly accountId: string;
  readonly webhookPath: string;
  /** Returns the webhook with the platform's signature. */
  textWebhook(message: ResidentMessage): Webhook;
  /** Returns the service's settings for the platform's servers at that address, without pacing. */
  settings(url: string): Record<string, string>;
  /** Returns the message of a send call, or null if the call is another one. */
  readSend(path: string, body: string): Reply | null;
  /** Returns the platform's answer to send number `sendNumber`. */
  sentAnswer(sendNumber: number, user: string): object;

  /** For the bare parts: returns the user who wrote, or null if the signature is wrong. */
  readWebhook(headers: Readonly<Record<string, unknown>>, body: Buffer): string | null;
  /** For the bare parts: returns the call that sends a text. */
  sendCall(url: string, reply: Reply): Webhook;
}
