import { beforeAll, describe, expect, test } from "@jest/globals";
import { openTestDesks, type Visitor } from "../desk-server.ts";
import { uploadFile } from "../upload-csv.ts";
import { realFiles } from "./real-files.ts";

const desks = await openTestDesks("PGlite");

interface Preview {
  readonly counts: Readonly<Record<string, number>>;
  readonly rows: readonly { line: number; code: string; reason: string; verdict: string }[];
  readonly skipped: readonly number[];
  readonly words: { readonly unknownStatuses: readonly { shown: string; rows: number }[] };
}

describe.each(desks)("twenty files as offices have them, on $name", ({ desk }) => {
  let official: Visitor;

  beforeAll(async () => {
    official = await desk.person("official", { agency: await desk.agency("UBND phường Một") });
  }, 60_000);

  test.each(realFiles)(
    "$name",
    async ({ name, content, rows = [], skipped = [], refused, words = {} }) => {
      const file = { name: `${name}.xls`, content: await content() };
      const uploaded = await uploadFile(official, "/desk/dossiers/import", file);
      if (refused !== undefined) {
        expect(uploaded.statusCode).toBe(422);
        expect(uploaded.json().errors[0].reason).toContain(refused);
        return;
      }
      const { id } = uploaded.json<{ id: number }>();
      const preview = (await official.json("GET", `/desk/dossiers/imports/${id}`)).json<Preview>();
      const found = preview.rows.map(({ line, code, reason }) => [line, code, reason] as const);
      expect(found.toSorted(([a], [b]) => a - b)).toEqual(rows);
      expect(preview.skipped).toEqual(skipped);
      expect(
        Object.fromEntries(
          preview.words.unknownStatuses.map(({ shown, rows: count }) => [shown, count]),
        ),
      ).toEqual(words);
      const page = await official.open(`/desk/dossiers/imports/${id}`);
      expect(page.statusCode).toBe(200);
    },
    60_000,
  );
});
