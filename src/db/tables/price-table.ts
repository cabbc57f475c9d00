/** What a message of a kind costs, as an administrator stated it. */
export interface MessagePriceTable {
  /** A route of messages such as `sms`, or `zbs:` and the name of a template's setting. */
  readonly kind: string;
  /** Đồng for one message; for SMS, for one part. */
  readonly dong: number;
}
