import { type Broadcast, readBroadcast } from "../../notify/broadcasts/broadcast-store.ts";
import type { DeskContext } from "../framework/context.ts";
import { DeskError, notFound } from "../framework/errors.ts";
import type { Owner, SignedInRequest } from "../framework/route.ts";

/** Whose the broadcast is that the path names. */
export async function ownerOfBroadcast(
  { params }: SignedInRequest,
  { database }: DeskContext,
): Promise<Owner | null> {
  const broadcast = await find(params["broadcast"], database.db);
  return broadcast === null ? null : { agencyId: broadcast.agencyId };
}

export async function requireBroadcast(
  { params }: SignedInRequest,
  { database }: DeskContext,
): Promise<Broadcast> {
  const broadcast = await find(params["broadcast"], database.db);
  if (broadcast === null) throw notFound();
  return broadcast;
}

/** What was seen is not what is: the page is to be looked at again. */
export function changedMeanwhile(): DeskError {
  return new DeskError(
    409,
    "changed-meanwhile",
    "Tin đã thay đổi từ lúc bạn mở trang. Bạn xem lại rồi hãy bấm.",
  );
}

async function find(typed: string | undefined, db: DeskContext["database"]["db"]) {
  const id = Number(typed);
  return Number.isSafeInteger(id) && id > 0 ? readBroadcast(db, id) : null;
}
