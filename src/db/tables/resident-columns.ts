/** A resident as the tables store them: a person on one account of one channel. */
export interface ResidentColumns {
  readonly channel: string;
  readonly account: string;
  readonly user_id: string;
}

/** A resident as the service names them. */
export interface ResidentRef {
  readonly channel: string;
  readonly account: string;
  readonly user: string;
}

export function residentColumns({ channel, account, user }: ResidentRef): ResidentColumns {
  return { channel, account, user_id: user };
}
