import type { AttemptCounter, CountedAttempt } from "../../security/attempt-counter.ts";
import { createKnownDevices } from "./known-devices.ts";

/** Who says to be the owner of an account, and from where. */
export interface Claimant {
  /** Normalised. */
  readonly username: string;
  readonly address: string;
  /** As the browser sent it, or "". */
  readonly deviceCookie: string;
}

export type SignInAttempts = ReturnType<typeof createSignInAttempts>;

/**
 * Counts attempts to sign in. Each belongs to one count: that of the device in which the owner has signed in before, else that
 * of the address from which they have, else those of strangers. So nobody keeps an owner out by wrong passwords.
 */
export function createSignInAttempts(attempts: AttemptCounter, deviceKey: string) {
  const devices = createKnownDevices(deviceKey);
  const clientOf = ({ username, address }: Claimant) =>
    attempts.clientAt(`desk ${username}`, address);

  const findKnownClient = async (claimant: Claimant, now: Date): Promise<string | null> => {
    const { deviceCookie, username } = claimant;
    const device = devices.find(deviceCookie, username, now);
    if (device !== null) return `device ${device}`;
    const client = clientOf(claimant);
    return (await attempts.isKnownClient(client, now)) ? client : null;
  };

  const remember = async (claimant: Claimant, now: Date): Promise<string> => {
    await attempts.rememberClient(clientOf(claimant), now);
    return devices.add(claimant.deviceCookie, claimant.username, now);
  };

  return {
    /** Counts an attempt before its password is checked. */
    async count(claimant: Claimant, now: Date): Promise<CountedAttempt> {
      const client = await findKnownClient(claimant, now);
      if (client !== null) return attempts.count("desk sign-in, known client", { client }, now);
      const { username, address } = claimant;
      return attempts.count("desk sign-in", { account: username, address }, now);
    },

    /** Counts a code that follows a right password, before it is checked. */
    async countCode(claimant: Claimant, now: Date): Promise<CountedAttempt> {
      const client = await findKnownClient(claimant, now);
      return client === null
        ? attempts.count("desk code", { account: claimant.username }, now)
        : attempts.count("desk code, known client", { client }, now);
    },

    /** Remembers the owner, who has signed in. Returns the browser's new device cookie. */
    remember,

    /** Lets an owner who took a reset link sign in at once, whatever others tried. Returns the browser's new device cookie. */
    async restore(claimant: Claimant, now: Date): Promise<string> {
      await attempts.clear("desk sign-in", { account: claimant.username });
      await attempts.clear("desk code", { account: claimant.username });
      const client = clientOf(claimant);
      await attempts.clear("desk sign-in, known client", { client });
      await attempts.clear("desk code, known client", { client });
      return remember(claimant, now);
    },
  };
}
