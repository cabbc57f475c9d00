import { describe, expect, test } from "@jest/globals";
import { analyse } from "scslre";
import {
  type FoundExpression,
  findLiterals,
  importAll,
  recordBuilt,
} from "./regular-expressions.ts";

/** Returns a repeated character for which matching takes more than linear time; null if there is none. */
function findSuperLinear({ source, flags }: FoundExpression): string | null {
  const { reports } = analyse(new RegExp(source, flags), { maxReports: 1 });
  const [report] = reports;
  return report === undefined ? null : `${report.type} of ${JSON.stringify(report.character.pick)}`;
}

/** Lists the expressions that are not linear, each with its place. */
function superLinear(expressions: readonly FoundExpression[]): string[] {
  return expressions.flatMap((expression) => {
    const found = findSuperLinear(expression);
    const { source, flags, where } = expression;
    return found === null ? [] : [`${where.trim()}: /${source.slice(0, 200)}/${flags}: ${found}`];
  });
}

/** Every module of the service is loaded. */
const maxLoadMs = 120_000;

describe("every regular expression matches in linear time", () => {
  test("the checker finds expressions that are not linear", () => {
    for (const source of ["^(a+)+$", "a*a*b", "x*y"]) {
      expect(findSuperLinear({ source, flags: "", where: "" })).not.toBeNull();
    }
  });

  test("literals", async () => {
    const literals = await findLiterals();
    expect(literals.length).toBeGreaterThan(100);
    expect(superLinear(literals)).toStrictEqual([]);
  });

  test(
    "expressions that are built from the vocabulary",
    async () => {
      const built = await recordBuilt(async () => {
        await importAll();
        const { loadCatalog } = await import("../../src/catalog/load.ts");
        await loadCatalog("data");
      });
      expect(built.length).toBeGreaterThan(20);
      expect(superLinear(built)).toStrictEqual([]);
    },
    maxLoadMs,
  );
});
