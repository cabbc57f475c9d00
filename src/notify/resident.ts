import type { Resident } from "../channels/resident.ts";

export function residentColumns({ channel, account, user }: Resident) {
  return { channel, account, user_id: user };
}
