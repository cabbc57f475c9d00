import { z } from "zod";
import type { GraphClient } from "./client.ts";

const timeoutMs = 5_000;
const pageSchema = z.object({ name: z.string().trim().min(1).max(200) });

/** Reads the Page's name; null if Meta does not say. Never rejects. */
export async function readPageName(client: GraphClient, pageId: string): Promise<string | null> {
  const query = { fields: "name" };
  const answer = await client({ method: "GET", path: `/${pageId}`, query, timeoutMs });
  return answer.kind === "ok" ? (pageSchema.safeParse(answer.data).data?.name ?? null) : null;
}
