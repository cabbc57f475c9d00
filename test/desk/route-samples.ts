import { createLink } from "../../src/links/chat-links.ts";
import { addBroadcast } from "./broadcasts/broadcast-fixtures.ts";
import { aPoint, type DeskWorld } from "./desk-server.ts";
import { addDossier, addTask, addUndelivered } from "./dossier-fixtures.ts";
import { uploadCsv } from "./upload-csv.ts";

/** The agency and the help point whose things the samples are. */
export const owningAgency = "UBND phường Một";

type Sample = (world: DeskWorld) => Promise<string>;

/** For each parameter of a path, a thing that there is: so that every route of the table can be asked for. */
const samples: Readonly<Record<string, Sample>> = {
  token: async () => "khong-co",
  account: async () => "999999",
  session: async () => "999999",
  point: async () => aPoint,
  link: async ({ database, now }) => {
    const place = { point: aPoint, procedure: null, dossier: null };
    const link = await database.transaction((tx) =>
      createLink(tx, { ...place, by: "official", now: now(), expiresAt: null }, "key"),
    );
    return String(link.id);
  },
  dossier: async (world) => {
    const { id } = await addDossier(world, await world.agency(owningAgency));
    return String(id);
  },
  delivery: async (world) => {
    const { id } = await addUndelivered(world, await world.agency(owningAgency));
    return String(id);
  },
  broadcast: async (world) => String(await addBroadcast(world, await world.agency(owningAgency))),
  address: async () => "999999",
  agency: async (world) => String(await world.agency(owningAgency)),
  task: async (world) => String(await addTask(world)),
  import: async (world) => {
    const agency = await world.agency(owningAgency);
    const admin = await world.admin();
    const text = "Mã hồ sơ,Trạng thái\n000.01.H26-251125-9999,4\n";
    const uploaded = await uploadCsv(admin, Buffer.from(text), { agency: String(agency) });
    return String(uploaded.json<{ id: number }>().id);
  },
};

/** The path with its parameters filled in. Throws where a new parameter has no sample yet. */
export async function sampleUrl(world: DeskWorld, path: string): Promise<string> {
  const parts = await Promise.all(
    path.split("/").map(async (part) => {
      if (!part.startsWith(":")) return part;
      const sample = samples[part.slice(1)];
      if (sample === undefined)
        throw new Error(`Add a sample of ${part} to test/desk/route-samples.ts`);
      return sample(world);
    }),
  );
  return `/desk${parts.join("/")}`;
}
