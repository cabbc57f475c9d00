import { ProblemError } from "../../http/problem.ts";
import { type Broadcast, readBroadcast } from "../../notify/broadcasts/broadcast-store.ts";
import { notFound } from "../framework/errors.ts";
import type { DeskContext, Owner, SignedInRequest } from "../framework/route.ts";

/** Returns the owner of the broadcast that the path names; for the route table. */
export async function findBroadcastOwner(
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

/** The broadcast is no longer what the page showed. */
export function changedMeanwhile(): ProblemError {
  return new ProblemError(
    409,
    "changed-meanwhile",
    "Tin đã thay đổi từ lúc bạn mở trang. Bạn xem lại rồi hãy bấm.",
  );
}

async function find(typed: string | undefined, db: DeskContext["database"]["db"]) {
  const id = Number(typed);
  return Number.isSafeInteger(id) && id > 0 ? readBroadcast(db, id) : null;
}
