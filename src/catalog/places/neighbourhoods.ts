import type { HelpPoint } from "../schema.ts";
import { foldedWords } from "../text/fold.ts";

/** Matches "khu phố 23", "kp.23", "KP23", "tổ dân phố 5": parts of a ward, known only from the points in them. */
const numbered = /\b(?:khu pho|kp|to dan pho|to) ?((?:\d{1,3}(?: |$))+)/g;

/** Indexes active points by the neighbourhood numbers in their names and addresses. */
export function indexNeighbourhoods(
  points: readonly HelpPoint[],
): (typed: string) => readonly HelpPoint[] {
  const named = points
    .filter(({ status, ward_code }) => status === "active" && ward_code !== null)
    .flatMap((point) =>
      findNumbers(`${point.name} ${point.address ?? ""}`).map((number) => ({ number, point })),
    );
  const byNumber = Map.groupBy(named, ({ number }) => number);
  return (typed) => {
    const found = findNumbers(typed).flatMap((number) => byNumber.get(number) ?? []);
    return [...new Set(found.map(({ point }) => point))];
  };
}

function findNumbers(text: string): string[] {
  return [...foldedWords(text).join(" ").matchAll(numbered)].flatMap(([, numbers = ""]) =>
    numbers.trim().split(" "),
  );
}
