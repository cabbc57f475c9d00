import type { HelpPoint } from "../schema.ts";
import { foldedWords } from "../text/fold.ts";

/** "khu phố 23", "kp.23", "KP23", "tổ dân phố 5": part of a ward, known only by the points that lie in it. */
const numbered = /\b(?:khu pho|kp|to dan pho|to) ?((?:\d{1,3}(?: |$))+)/g;

/** Active points by the numbers of the neighbourhoods that their names and addresses tell. */
export function indexNeighbourhoods(
  points: readonly HelpPoint[],
): (typed: string) => readonly HelpPoint[] {
  const named = points
    .filter(({ status, ward_code }) => status === "active" && ward_code !== null)
    .flatMap((point) =>
      numbersIn(`${point.name} ${point.address ?? ""}`).map((number) => ({ number, point })),
    );
  const byNumber = Map.groupBy(named, ({ number }) => number);
  return (typed) => {
    const found = numbersIn(typed).flatMap((number) => byNumber.get(number) ?? []);
    return [...new Set(found.map(({ point }) => point))];
  };
}

function numbersIn(text: string): string[] {
  return [...foldedWords(text).join(" ").matchAll(numbered)].flatMap(([, numbers = ""]) =>
    numbers.trim().split(" "),
  );
}
