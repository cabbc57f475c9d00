import { describe, expect, test } from "@jest/globals";
import { loadCatalog } from "../../src/catalog/load.ts";
import type { PortAnswer, PortRequest } from "../../src/flows/engine/ports.ts";
import { Chat } from "./chat.ts";
import { knownDossier, view } from "./known-dossier.ts";

const catalog = await loadCatalog("data");
const now = new Date("2026-11-23T09:30:00+07:00");

/** A resident who has proved that the dossier is theirs, and is asked for consent. */
function askedForConsent() {
  const asked: PortRequest[] = [];
  const ports = knownDossier();
  const chat = new Chat(catalog, now, null, (request): PortAnswer => {
    asked.push(request);
    return ports(request);
  });
  chat.say(`theo dõi hồ sơ ${view.code}`);
  chat.say("5678");
  asked.length = 0;
  return { chat, recorded: () => asked.map(({ port }) => port).filter(isRecord) };
}

function isRecord(port: string): boolean {
  return port === "dossier.follow" || port === "dossier.stop" || port === "dossier.consent";
}

const consent = [
  ...["có", "co", "có ạ", "dạ có", "dạ có ạ", "có chứ", "có cháu", "có cháu ơi", "vâng", "vâng ạ"],
  ...[
    "dạ vâng",
    "ừ",
    "ừ cháu",
    "ok",
    "OK",
    "ok ạ",
    "oke",
    "đồng ý",
    "đồng ý ạ",
    "dong y",
    "tôi đồng ý",
  ],
  ...[
    "dạ tôi đồng ý ạ",
    "được",
    "được chứ",
    "được ạ",
    "tất nhiên",
    "có muốn",
    "tôi muốn",
    "1",
    "số 1 ạ",
  ],
  ...[
    "một",
    "Đồng ý, báo tin cho tôi",
    "👍",
    "👍🏻",
    "👌",
    "yes",
    "ok luôn",
    "nhắn đi cháu",
    "đồng ý nhận tin",
  ],
  ...["thưa cô, có ạ", "có, cảm ơn cháu", "hoàn toàn đồng ý"],
];
const refusal = [
  ...["không", "khong", "ko", "không ạ", "dạ không", "dạ không ạ", "không cháu ạ", "không đồng ý"],
  ...[
    "tôi không đồng ý",
    "không cần",
    "không muốn",
    "chưa",
    "chưa cần",
    "thôi",
    "thôi cháu ạ",
    "khỏi",
  ],
  ...[
    "thôi khỏi",
    "để sau",
    "để sau nhé",
    "lúc khác",
    "2",
    "số 2 ạ",
    "hai",
    "👎",
    "no",
    "no thanks",
  ],
  ...["không, cảm ơn", "không nhắn", "không được", "tôi không muốn cháu nhắn", "ko cần"],
];
const neither = [
  ...["ừm", "um", "uhm", "tôi không phải là không đồng ý", "khong phai khong muon"],
  ...[
    "cô ơi",
    "co oi",
    "cô",
    "cô giáo",
    "cố",
    "cỏ",
    "có lẽ",
    "co le",
    "có thể",
    "có mất phí",
    "có mất phí ạ",
  ],
  ...[
    "có mất tiền không",
    "có lưu gì không",
    "có an toàn không",
    "có không",
    "có?",
    "ok?",
    "được không",
  ],
  ...[
    "có được không",
    "đông y",
    "dòng y",
    "không biết",
    "khong biet",
    "không hiểu",
    "chưa hiểu",
    "không rõ",
  ],
  ...[
    "không sao",
    "không biết có nên không",
    "từ từ đã",
    "để tôi nghĩ",
    "là sao",
    "hả",
    "gì vậy",
    "rồi",
  ],
  ...[
    "dạ",
    "dạ cô ơi",
    "thưa cô",
    "thua co",
    "cảm ơn",
    "cảm ơn cô",
    "cam on co",
    "co chau oi",
    "chắc có",
  ],
  ...[
    "nếu không mất phí thì có",
    "có nghĩa là gì",
    "có ai xem được không",
    "đồng ý là sao",
    "ai đồng ý",
  ],
  ...[
    "vợ tôi đồng ý",
    "chưa biết",
    "không chắc chắn",
    "chưa chắc",
    "không vấn đề",
    "đồng ý không",
    "có số tài khoản",
    "🙏",
    "😀",
    "có co so y te",
    "để hỏi con đã",
  ],
];

describe("the question for consent", () => {
  test.each(consent)('takes "%s" as consent', (typed) => {
    const { chat, recorded } = askedForConsent();
    chat.say(typed);
    expect(recorded()).toStrictEqual(["dossier.follow"]);
  });

  test.each(refusal)('takes "%s" as a refusal', (typed) => {
    const { chat, recorded } = askedForConsent();
    chat.say(typed);
    expect(recorded()).toStrictEqual(["dossier.stop"]);
    expect(chat.text).toContain("cháu không theo dõi");
  });

  test.each(neither)('records nothing for "%s", and can still be answered', (typed) => {
    const { chat, recorded } = askedForConsent();
    chat.say(typed);
    expect(recorded()).toStrictEqual([]);
    expect(chat.text).not.toBe("");
  });

  test.each(["có mất phí", "không biết", "cô ơi", "dạ"])(
    'is asked again behind "%s", and then takes an answer',
    (typed) => {
      const { chat, recorded } = askedForConsent();
      chat.say(typed);
      expect(chat.question.options.map(({ label }) => label)).toStrictEqual(["Đồng ý", "Không"]);
      chat.say("đồng ý ạ");
      expect(recorded()).toStrictEqual(["dossier.follow"]);
    },
  );

  test.each([
    ["yes", "dossier.follow"],
    ["yes please", "dossier.follow"],
    ["I agree", "dossier.follow"],
    ["ok", "dossier.follow"],
    ["👍", "dossier.follow"],
    ["no", "dossier.stop"],
    ["no thanks", "dossier.stop"],
    ["I don't agree", "dossier.stop"],
    ["not now", "dossier.stop"],
    ["not sure", null],
    ["I don't know", null],
    ["maybe", null],
    ["no idea", null],
    ["is it free?", null],
    ["yes?", null],
    ["sure of what", null],
  ])('in English, "%s" asks for %s', (typed, port) => {
    const { chat, recorded } = askedForConsent();
    chat.say("English");
    chat.say(typed);
    expect(recorded()).toStrictEqual(port === null ? [] : [port]);
  });

  test("does not take a yes to the offer of a person as consent", () => {
    const { chat, recorded } = askedForConsent();
    chat.say("xyz");
    chat.say("xyz xyz");
    chat.say("có");
    expect(recorded()).toStrictEqual([]);
    expect(chat.question.options.map(({ label }) => label)).toStrictEqual(["Đồng ý", "Không"]);
    chat.say("có");
    expect(recorded()).toStrictEqual(["dossier.follow"]);
  });

  test.each(["có mất phí", "không rõ", "cô ơi", "có lẽ"])(
    'asks for contacts again behind "%s"',
    (typed) => {
      const { chat, recorded } = askedForConsent();
      chat.say("đồng ý");
      chat.say(typed);
      expect(recorded()).toStrictEqual(["dossier.follow"]);
    },
  );
});
