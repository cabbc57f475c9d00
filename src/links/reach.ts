/** An account of a platform; `name` is what the platform calls it, null while that is not known. */
interface PlatformAccount {
  readonly id: string;
  readonly name: string | null;
  /** The address that opens a conversation with it. */
  readonly url: string;
}

/** How residents reach this installation. */
export interface Reach {
  /** Whether PUBLIC_URL is set. Without it, links and QR codes open on this machine only. */
  readonly isPublic: boolean;
  /** null: the channel is off. */
  readonly zalo: PlatformAccount | null;
  readonly messenger: PlatformAccount | null;
  readonly sms: boolean;
  readonly email: boolean;
}

/** What a test, or an installation without any platform, has. */
export const webOnly: Reach = {
  isPublic: true,
  zalo: null,
  messenger: null,
  sms: false,
  email: false,
};
