import { beforeAll, describe, expect, test } from "@jest/globals";
import { loadCatalog } from "../../src/catalog/load.ts";
import { countTalks, type TalkFigures, transcribeTalk } from "./talks/figures.ts";
import { type PlayedTalk, playTalk } from "./talks/play.ts";
import { parseTalk, readTalks, type TalkEntry } from "./talks/talk.ts";

/**
 * Scripted conversations. The goal: nine in ten succeed, none ends on a wrong branch, and under a tenth of the facts told in the
 * first sentence is asked again. Until then what is reached may not be lost: raise these when a change reaches more.
 */
const reached = {
  succeeded: 0.93,
  askedAgain: 0.26,
  /** The talks that still end on a wrong branch. */
  wrong: [] as string[],
};

/** Some hundred turns, on a machine that has other work. */
const timeoutMs = 180_000;

const talks = readTalks();
const catalog = await loadCatalog("data");
let played: PlayedTalk[] = [];
let figures: TalkFigures;

beforeAll(() => {
  played = talks.map((talk) => playTalk(catalog, talk));
  figures = countTalks(played);
}, timeoutMs);

describe("scripted conversations", () => {
  test("are forty or more, each with an id of its own", () => {
    expect(new Set(talks.map(({ id }) => id)).size).toBe(talks.length);
    expect(talks.length).toBeGreaterThanOrEqual(40);
  });

  test("succeed as often as before", () => {
    expect(figures.succeeded).toBeGreaterThanOrEqual(reached.succeeded);
  });

  test("end on no wrong branch that is not known", () => {
    const wrong = figures.wrong.filter(({ talk }) => !reached.wrong.includes(talk.id));
    expect(wrong.map(transcribeTalk)).toStrictEqual([]);
  });

  test("ask no more of what was told than before", () => {
    expect(figures.toldCount).toBeGreaterThan(0);
    expect(figures.askedAgain).toBeLessThanOrEqual(reached.askedAgain);
  });
});

describe("a talk is judged", () => {
  const told: TalkEntry = {
    id: "judged",
    who: "Somebody",
    wants: "A certificate",
    opening: ["làm giấy khai sinh cho bé sinh ở bệnh viện"],
    otherwise: "làm giấy khai sinh cho bé",
    answers: {
      nuoc_ngoai: { means: "khong" },
      lien_thong: { means: "khong" },
      noi_sinh: { means: "co_so_y_te" },
      hon_nhan: { means: "roi" },
      tre_han: { says: ["chưa"], means: "chua" },
    },
    ends: "checklist",
    reaches: ["dang-ky-khai-sinh"],
  };

  test("as good if the list is for the right matter and case", () => {
    expect(judge(told)).toStrictEqual({ end: "succeeded", why: "" });
  });

  test("as wrong if somebody holds a list for another matter and did not notice", () => {
    expect(judge({ ...told, reaches: ["dang-ky-khai-tu"], trusting: true })).toStrictEqual({
      end: "wrong",
      why: "holds a list for dang-ky-khai-sinh",
    });
  });

  test("as wrong if the list is for another case", () => {
    const answers = { ...told.answers, tre_han: { says: ["chưa"], means: "roi" } };
    expect(judge({ ...told, answers, trusting: true })).toStrictEqual({
      end: "wrong",
      why: 'holds a list with a wrong answer to "tre_han"',
    });
  });

  test("as given up if somebody notices, and another wording does not help", () => {
    expect(judge({ ...told, reaches: ["dang-ky-khai-tu"] }).end).toBe("gave-up");
  });

  function judge(entry: TalkEntry): Pick<PlayedTalk, "end" | "why"> {
    const { end, why } = playTalk(catalog, parseTalk(entry));
    return { end, why };
  }
});
