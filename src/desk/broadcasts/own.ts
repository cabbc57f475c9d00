import { type Broadcast, read } from "../../notify/broadcasts/broadcasts.ts";
import type { Desk } from "../frame/desk.ts";
import { DeskError, notFound } from "../frame/desk-error.ts";
import type { Owner, SignedInCall } from "../frame/route.ts";

/** Whose the broadcast is that the path names. */
export async function ownerOfBroadcast(
  { params }: SignedInCall,
  { database }: Desk,
): Promise<Owner | null> {
  const broadcast = await find(params["broadcast"], database.db);
  return broadcast === null ? null : { agencyId: broadcast.agencyId };
}

export async function requireBroadcast(
  { params }: SignedInCall,
  { database }: Desk,
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

async function find(typed: string | undefined, db: Desk["database"]["db"]) {
  const id = Number(typed);
  return Number.isSafeInteger(id) && id > 0 ? read(db, id) : null;
}
