/** A person on one account of one channel, as the bot names them. */
export interface Resident {
  readonly channel: "web" | "zalo" | "messenger";
  readonly account: string;
  readonly user: string;
}

export function residentColumns({ channel, account, user }: Resident) {
  return { channel, account, user_id: user };
}
