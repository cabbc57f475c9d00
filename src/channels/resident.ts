/**
 * A person on one account of one channel. The same person on another channel or account is another resident, so that
 * a second Official Account or Page is data.
 */
export interface Resident {
  readonly channel: "web" | "zalo" | "messenger";
  readonly account: string;
  readonly user: string;
}
