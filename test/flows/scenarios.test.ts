import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { z } from "zod";
import { loadCatalog } from "../../src/catalog/load.ts";
import { Chat, transcribe } from "./chat.ts";
import { knownDossier, view } from "./known-dossier.ts";

/**
 * Conversations as data: what the resident does, and what the service is expected to say.
 * `UPDATE_SCENARIOS=1 npm test -- test/flows/scenarios` rewrites the expected side, for review as a diff.
 */
const folder = join(import.meta.dirname, "scenarios");
const rewriting = process.env["UPDATE_SCENARIOS"] === "1";

const doing = z.union([
  z.strictObject({ start: z.strictObject({ point: z.string(), procedure: z.string() }).partial() }),
  z.strictObject({ say: z.string() }),
  z.strictObject({ tap: z.string() }),
  z.strictObject({ tapOlder: z.strictObject({ question: z.string(), value: z.string() }) }),
  z.strictObject({ location: z.tuple([z.number(), z.number()]) }),
  z.strictObject({ media: z.string() }),
]);
const scenarioSchema = z.strictObject({
  title: z.string(),
  now: z.iso.datetime({ offset: true }),
  contactPhone: z.string().nullable(),
  /** On the web page, where residents can get neither notifications nor a person who answers. Left out: on a platform. */
  onPage: z.literal(true).optional(),
  turns: z.array(z.strictObject({ resident: doing, service: z.array(z.string()) })),
});

const catalog = await loadCatalog("data");

for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
  const path = join(folder, file);
  const scenario = scenarioSchema.parse(JSON.parse(readFileSync(path, "utf8")));

  test(scenario.title, () => {
    const ports = knownDossier(view, scenario.onPage === true ? { purposes: [] } : {});
    const chat = new Chat(catalog, new Date(scenario.now), scenario.contactPhone, ports);
    const played = scenario.turns.map(({ resident }) => ({
      resident,
      service: play(chat, resident).flatMap((message) => [...transcribe(message), "---"]),
    }));
    if (rewriting) {
      writeFileSync(path, `${JSON.stringify({ ...scenario, turns: played }, null, 2)}\n`);
    }
    expect(played).toStrictEqual(rewriting ? played : scenario.turns);
  });
}

function play(chat: Chat, resident: z.infer<typeof doing>) {
  if ("start" in resident) {
    const { point, procedure } = resident.start;
    return chat.send({
      type: "start",
      ...(point === undefined ? {} : { point }),
      ...(procedure === undefined ? {} : { procedure }),
    });
  }
  if ("say" in resident) return chat.say(resident.say);
  if ("tap" in resident) return chat.tap(resident.tap);
  if ("tapOlder" in resident) return chat.send({ type: "choice", ...resident.tapOlder });
  if ("media" in resident) return chat.send({ type: "media", kind: resident.media });
  const [lat, lon] = resident.location;
  return chat.send({ type: "location", lat, lon });
}
