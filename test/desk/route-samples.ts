import { insertAccount } from "../../src/db/queries/accounts.ts";
import { replaceAgencyWards } from "../../src/db/queries/agencies.ts";
import { replaceAgencyProcedures } from "../../src/db/queries/catalog-versions.ts";
import { insertCanned } from "../../src/db/queries/inbox-canned.ts";
import { saveUpload } from "../../src/desk/catalog-import/upload-store.ts";
import { createLink } from "../../src/links/chat-links.ts";
import { createDraft } from "../../src/live/catalog-versions.ts";
import { createSystem } from "../../src/notify/onestop/systems.ts";
import { addBroadcast } from "./broadcasts/broadcast-fixtures.ts";
import { aPoint, type TestDesk } from "./desk-server.ts";
import { addDossier, addTask, addUndelivered } from "./dossier-fixtures.ts";
import { uploadCsv } from "./upload-csv.ts";

/** The agency that owns the samples; their help point is `aPoint`. */
export const owningAgency = "UBND phường Một";

const aProcedure = "dang-ky-khai-sinh";
/** The ward of `aPoint`. */
const aWard = "27373";

/** Makes the point and the procedure of the samples things of the agency. */
async function assignToAgency(desk: TestDesk): Promise<number> {
  const agency = await desk.agency(owningAgency);
  await desk.database.transaction(async (tx) => {
    await replaceAgencyProcedures(tx, agency, [aProcedure]);
    await replaceAgencyWards(tx, agency, [aWard]);
  });
  return agency;
}

let accounts = 0;

type Sample = (desk: TestDesk) => Promise<string>;

/** Creates an existing thing for each parameter of a path, so that every route of the table can be requested. */
const samples: Readonly<Record<string, Sample>> = {
  token: async () => "khong-co",
  account: async ({ database, now }) => {
    accounts += 1;
    const id = await insertAccount(database.db, {
      username: `mau-${accounts}`,
      name: "Người mẫu",
      role: "administrator",
      agency_id: null,
      password_hash: null,
      created_at: now(),
    });
    return String(id);
  },
  session: async () => "999999",
  device: async () => "999999",
  point: async (desk) => {
    await assignToAgency(desk);
    return aPoint;
  },
  link: async ({ database, now }) => {
    const place = { point: aPoint, procedure: null, dossier: null };
    const link = await database.transaction((tx) =>
      createLink(tx, { ...place, by: "official", now: now(), expiresAt: null }, "key"),
    );
    return String(link.id);
  },
  dossier: async (desk) => {
    const { id } = await addDossier(desk, await desk.agency(owningAgency));
    return String(id);
  },
  delivery: async (desk) => {
    const { id } = await addUndelivered(desk, await desk.agency(owningAgency));
    return String(id);
  },
  broadcast: async (desk) => String(await addBroadcast(desk, await desk.agency(owningAgency))),
  address: async () => "999999",
  agency: async (desk) => String(await desk.agency(owningAgency)),
  system: async ({ agency, database, now }) => {
    const agencyIds = [await agency(owningAgency)];
    const { id } = await database.transaction((tx) =>
      createSystem(tx, { name: "Một cửa tỉnh", agencyIds, now: now() }),
    );
    return String(id);
  },
  version: async (desk) => {
    const { database, now } = desk;
    const agencyId = await assignToAgency(desk);
    const draft = { title: "Mẫu", origin: "desk" as const, by: "admin", now: now(), agencyId };
    const id = await database.transaction((tx) => createDraft(tx, { ...draft, changes: [] }));
    return String(id);
  },
  procedure: async () => aProcedure,
  section: async () => "fees",
  fact: async () => "0",
  question: async ({ live }) => live.catalog().guides.get(aProcedure)?.questions[0]?.id ?? "none",
  place: async () => "new",
  upload: async ({ database, now }) => {
    const reading = { rows: [], faults: [] };
    const file = { name: "mau.json", reading, by: "admin", now: now() };
    return String(await saveUpload(database.db, file));
  },
  task: async (desk) => {
    await assignToAgency(desk);
    return String(await addTask(desk));
  },
  canned: async (desk) => {
    const made = { made_by: 1, made_at: desk.now() };
    const owner = { point_id: aPoint, agency_id: await assignToAgency(desk) };
    const words = "Chào bác, {ten_can_bo} đây ạ.";
    const id = await insertCanned(desk.database.db, { title: "Chào", words, ...owner, ...made });
    return String(id);
  },
  import: async (desk) => {
    const agency = await desk.agency(owningAgency);
    const admin = await desk.admin();
    const text = "Mã hồ sơ,Trạng thái\n000.01.H26-251125-9999,4\n";
    const uploaded = await uploadCsv(admin, Buffer.from(text), { agency: String(agency) });
    return String(uploaded.json<{ id: number }>().id);
  },
};

/** Returns the path with its parameters filled in. Throws if a new parameter has no sample yet. */
export async function sampleUrl(desk: TestDesk, path: string): Promise<string> {
  const parts = await Promise.all(
    path.split("/").map(async (part) => {
      if (!part.startsWith(":")) return part;
      const sample = samples[part.slice(1)];
      if (sample === undefined)
        throw new Error(`Add a sample of ${part} to test/desk/route-samples.ts`);
      return sample(desk);
    }),
  );
  return `/desk${parts.join("/")}`;
}
