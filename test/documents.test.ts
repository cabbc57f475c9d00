import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "@jest/globals";

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const isThere = (path: string) => existsSync(join(root, path));

const documents = globSync(["*.md", "docs/**/*.md"], { cwd: root }).toSorted();
const sources = globSync("{src,test,bench,faults,sandbox}/**/*.ts", { cwd: root }).toSorted();

/** Code and examples are not text: a path in them may be anybody's. */
const textOf = (document: string) => read(document).replace(/^```.*?^```$/gms, "");

/** The first group of each match. */
const allMatches = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, found = ""]) => found);

describe("documents", () => {
  test("link only to files that exist", () => {
    const dead = documents
      .filter((document) => !document.endsWith("template.md"))
      .flatMap((document) =>
        [
          ...allMatches(textOf(document), /\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g),
          ...allMatches(textOf(document), / src="([^"]+)"/g),
        ]
          .filter((target) => !isThere(join(dirname(document), target)))
          .map((target) => `${document}: ${target}`),
      );
    expect(dead).toEqual([]);
  });

  test("name only paths of the repository that exist", () => {
    const path = /`((?:src|test|bench|faults|sandbox|data)\/[\w./-]*)`/g;
    const dead = documents.flatMap((document) =>
      allMatches(textOf(document), path)
        // A pattern for a file that somebody will add: src/desk/SUBJECT/NAME-page.ts.
        .filter((named) => !/[A-Z]{2}/.test(named) && !isThere(named))
        .map((named) => `${document}: ${named}`),
    );
    expect(dead).toEqual([]);
  });

  test("have every section that the code cites", () => {
    const citation = /docs\/[\w./-]+\.md, "[^"\n]+"/g;
    const citations = sources.flatMap((source) =>
      [
        ...read(source)
          .replace(/\n\s*(?:\/\/|\*)\s*/g, " ")
          .matchAll(citation),
      ].map(([cited]) => ({
        source,
        cited,
      })),
    );
    const dead = citations.filter(({ cited }) => {
      const [document = "", section = ""] = cited.replaceAll('"', "").split(", ");
      return !isThere(document) || !read(document).includes(`## ${section}\n`);
    });
    expect(dead).toEqual([]);
  });

  test("are all named by the list of decisions", () => {
    const records = documents.filter((document) => /decisions\/\d{4}-/.test(document));
    const listed = allMatches(read("docs/decisions/README.md"), /\]\((\d{4}-[\w-]+\.md)\)/g);
    expect(records.map((record) => record.replace("docs/decisions/", ""))).toEqual(listed);
  });
});
