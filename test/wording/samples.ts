import type { DossierView } from "../../src/catalog/dossiers/dossier-view.ts";
import { parseWeeklyHours } from "../../src/catalog/hours/weekly-hours.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import type { NumberToCall } from "../../src/catalog/points/phone-book.ts";
import { buildChecklist } from "../../src/catalog/procedures/checklist.ts";
import { type Language, type Wording, wordingIn } from "../../src/wording/wording.ts";
import { listedProcedure } from "../catalog/listed/listed-records.ts";

const shipped = await loadCatalog("data");
const now = new Date("2026-11-23T09:30:00+07:00");
const from = { lat: 10.7388, lon: 106.6352 };
const when = {
  from: now,
  to: new Date("2026-11-23T11:30:00+07:00"),
  words: "sáng nay (thứ Hai 23/11)",
};

type Sentence = (...args: never[]) => unknown;
/** Sample arguments of every sentence that takes some: one that is missing here is a type error. */
type Samples = {
  readonly [Group in keyof Wording]: {
    readonly [Key in keyof Wording[Group] as Wording[Group][Key] extends Sentence
      ? Key
      : never]: Wording[Group][Key] extends (...args: infer Args) => unknown ? Args : never;
  };
};

const emergencyCalls = [...shipped.emergencyCalls.values()].flat().slice(0, 2);

const dossier: DossierView = {
  code: "000.00.16.H26-251120-0012",
  procedureCode: "1.001193",
  procedureName: "Đăng ký khai sinh",
  agency: "Phường Bình Tiên",
  status: 5,
  since: now,
  note: "Thiếu bản chính.",
  promisedAt: when.to,
};

const line: NumberToCall = {
  phone: "0236 1022",
  extension: "3",
  of: "province",
  name: "Thành phố Hồ Chí Minh",
  isDoubtful: true,
};

/** An official's own words, in either language. */
const announcement = {
  vi: {
    agency: "Phường Một",
    title: "Nghỉ sáng",
    text: "Nghỉ sáng mai.",
    isTrial: true,
    namedIn: null,
  },
  en: {
    agency: "Ward One",
    title: "Closed",
    text: "Closed tomorrow.",
    isTrial: true,
    namedIn: null,
  },
};

/** A record keeps its own words in either language. */
const imported = {
  vi: listedProcedure(),
  en: listedProcedure({
    agency: "Department of Justice",
    papers: listedProcedure().papers.map((paper) => ({ ...paper, name: "Paper" })),
  }),
};

/** Uses short names: the length of titles is checked with the catalogue. */
function samplesIn(language: Language): Samples {
  const isVietnamese = language === "vi";
  const ask = isVietnamese ? "Nhà của ai ạ?" : "Whose house is it?";
  const why = isVietnamese ? "Cháu hỏi vì giấy khác nhau." : "I ask because the papers differ.";
  const answer = isVietnamese ? "Nhà thuê" : "Rented";
  const catalog = shipped.inLanguage(language);
  const { glossary, sources } = catalog;
  const listed = imported[language];
  const procedure = must(catalog.procedures.get("dang-ky-khai-sinh"));
  const guide = must(catalog.guides.get("dang-ky-khai-sinh"));
  const checklist = buildChecklist(procedure, guide, new Map(), {
    glossary,
    sources,
    now,
    province: null,
  });
  const view = must(catalog.findPointsToVisit({ from, during: null, now, limit: 1 })[0]);
  const query = {
    now,
    during: when,
    ward: null,
    procedureAsked: true,
    isBest: true,
    call: line,
  };
  return {
    conversation: {
      welcomeAt: ["Khu phố 23"],
      progress: [2, 5],
      notice: ["1022"],
      cancelled: ["Đăng ký khai sinh"],
      resumed: ["Đăng ký khai sinh"],
      flowChanged: ["Đăng ký khai sinh"],
      understoodAs: ["Nhà thuê"],
    },
    broadcast: {
      push: [language === "vi" ? announcement.vi : announcement.en],
      stopped: [true],
    },
    dossier: {
      papersTyped: ["Đăng ký khai sinh"],
      notACode: ["identity"],
      askProof: ["phone-and-birth-year", "H26.16-250815-0012"],
      proofUnclear: ["identity"],
      notTheProof: ["phone", "identity"],
      wrongProof: [4],
      wrongLinkedProof: [4],
      locked: [when.to, now],
      status: [dossier, now],
      line: [dossier, now],
      progress: [dossier],
      note: [dossier.note],
      statusName: [4],
      todo: [dossier],
      day: [now, now],
      push: ["overdue", dossier, now, ""],
      taskOpened: ["data-copy", "2026-11-26", now],
      askConsent: [365],
      station: [{ status: 5, at: now, note: dossier.note }, now],
      followed: [2],
      stopped: [2],
      stopLink: ["https://a.vn/stop/1-x"],
    },
    asked: {
      emergency: [emergencyCalls],
      selfHarm: [emergencyCalls],
      who: [procedure.who],
      steps: [[language === "vi" ? "Mở ứng dụng" : "Open the app"]],
      certified: [[language === "vi" ? "Giấy ra viện" : "Hospital paper"]],
    },
    asks: {
      fee: ["8.000 đồng."],
      time: ["7 ngày."],
      where: [language === "vi" ? "Công an xã." : "Commune police."],
      papers: [language === "vi" ? "Giấy chứng sinh." : "Birth notice."],
      cost: ["depends", "8.000 đồng."],
      online: [{ use: "submit", say: null, isCertain: true }, "VNeID."],
      penalty: ["no", "", "Luật Hộ tịch"],
      byProxy: ["yes", [language === "vi" ? "Giấy ra viện" : "Hospital paper"], procedure.who],
      unsureProxy: [procedure.who],
      goHome: ["unknown", language === "vi" ? "Công an xã." : "Commune police."],
      permission: ["Đăng ký khai sinh", []],
      amount: ["8.000 đồng."],
      result: [language === "vi" ? "Giấy khai sinh" : "Birth certificate"],
      limit: [60, "ngày", language === "vi" ? "ngày sinh" : "the day of birth"],
      tellDay: [language === "vi" ? "ngày sinh" : "the day of birth"],
      due: [{ from: "2026-09-02", due: "2026-11-01", left: -22, isExact: true, now }],
      benefits: [[language === "vi" ? "Tiền hằng tháng" : "A monthly sum"], true],
      whichOfWards: [catalog.findPlaces("phường 1 quận 6")],
      wards: [[]],
      known: ["", null, false, "Đăng ký khai sinh"],
    },
    menu: { askIn: ["Kết hôn"], resumeFull: ["Đăng ký khai sinh"] },
    procedure: {
      intro: ["Đăng ký khai sinh", "Làm giấy khai sinh cho bé.", "asks"],
      listedIntro: [language === "vi" ? "Cấp chứng chỉ" : "Certificate"],
      heard: [[language === "vi" ? "Bé sinh ở đâu? Ở nhà" : "Where was the baby born? At home"]],
      heardAll: [[language === "vi" ? "Bị mất hay hỏng? Bị mất" : "Lost or broken? Lost"]],
      heardOne: [[language === "vi" ? "Bé sinh ở đâu? Ở nhà" : "Where was the baby born? At home"]],
      confirmTold: [["Bé sinh ở đâu? Ở nhà"]],
      confirm: [["Bé sinh ở đâu? Ở nhà"]],
      why: [why],
      unsure: [why, answer],
      corrected: [ask, answer],
      alreadyNoted: [answer],
      readBack: ["Bé sinh ở đâu ạ?", "Ở nhà"],
      leads: ["Đăng ký khai sinh"],
      leadsToo: ["Đăng ký khai sinh"],
      brief: ["Làm giấy khai sinh cho bé.", checklist],
      briefAsk: ["Đăng ký khai sinh"],
      feeAnswer: ["8.000 đồng."],
      timeAnswer: ["7 ngày."],
      whereAnswer: ["Công an xã."],
      papersAnswer: ["Giấy chứng sinh."],
    },
    checklist: {
      summary: [checklist],
      papers: [checklist],
      facts: [checklist],
      cautions: [checklist],
      words: [checklist],
      fee: [checklist],
      amounts: [checklist],
      time: [checklist],
      agency: [checklist],
      complete: [checklist],
      online: [checklist],
      papersAtAGlance: [checklist],
      legal: [checklist],
      papersInBrief: [checklist],
    },
    listed: {
      summary: [listed],
      papers: [listed],
      facts: [listed],
      source: [listed],
      complete: [listed],
      fee: [listed],
      time: [listed],
      where: [listed],
      who: [listed],
      steps: [listed],
      papersInBrief: [listed],
    },
    online: {
      title: ["Đăng ký khai sinh", "submit"],
      guide: [{ procedure, searchName: procedure.name, use: "submit", say: null, remarks: [] }],
    },
    points: {
      wardOfProvince: ["Thành phố Hồ Chí Minh"],
      lastPlaceFull: ["Phường Bình Tiên"],
      around: ["Phường Bình Tiên"],
      openThen: [when, now, "654 Phạm Văn Chí", true],
      nearest: ["654 Phạm Văn Chí"],
      others: [2],
      none: [line],
      noneOpen: [when, now, { place: "654 Phạm Văn Chí", at: when.to }],
      allFar: [line],
      residenceDecides: ["permanent"],
      ownCentreFirst: ["permanent", "Phường Bình Tiên"],
      ownCentreHours: [when, now, false],
      ownCentreUnknown: ["registered", "Phường Bình Tiên", line],
      policeHours: [language === "vi" ? "Sáng thứ Bảy." : "Saturday mornings.", true, line],
      callOffice: [line],
      agency: ["Công an xã"],
      backToFull: ["Đăng ký khai sinh"],
      more: [2],
      card: [view, query],
      cardText: [wordingIn(language).points.card(view, { ...query, procedureAsked: false }), "A"],
      open: [view, now],
    },
    numbers: {
      briefLineFor: [[language === "vi" ? "Bác hỏi nơi nộp." : "Ask there."], line],
      lineFor: [[language === "vi" ? "Bác hỏi trước." : "Ask first."], line],
      addNumber: [[language === "vi" ? "Bác hỏi trước." : "Ask first."], line],
    },
    handoff: {
      handedOver: ["Khu phố 23", new Date("2026-11-26T10:00:00Z"), now],
      passedOn: ["Khu phố 23", new Date("2026-11-26T10:00:00Z"), now],
      reachKept: ["phone"],
      sends: ["Chị Hoa, Khu phố 23"],
      taken: ["Chị Hoa, Khu phố 23"],
      handedBack: ["Chị Hoa, Khu phố 23"],
      closed: ["Chị Hoa, Khu phố 23"],
      backToBot: ["Khu phố 23"],
      mediaForPerson: ["Chị Hoa"],
      callPoint: ["Khu phố 23", "028 3838 3838"],
      callLine: ["028 3838 3838"],
      visit: ["Khu phố 23", "654 Phạm Văn Chí", "Đang mở cửa."],
      keepOnFull: ["Đăng ký khai sinh"],
    },
    links: {
      about: ["Đăng ký khai sinh"],
      oneTime: ["2/12/2026"],
      call: ["1022"],
      posterSteps: ["Đăng ký khai sinh"],
      posterCode: ["#PX12", "Khu phố 23"],
      posterMessenger: ["Khu phố 23"],
      posterPhone: ["1022"],
      week: [parseWeeklyHours("Mo-Fr 07:30-11:30,13:15-16:45; Sa 07:30-11:30")],
      invitation: ["Khu phố 23", "Đăng ký khai sinh", "https://vi.du/l/PX12", "#PX12"],
      dossierInvitation: ["Khu phố 23", "https://vi.du/l/PX12", "2/12/2026"],
    },
    pages: {
      unknownQuestion: ["tuoi_tac"],
      unknownAnswer: ["ly_do", "quen"],
    },
    layOutChecklist: {},
    keptList: { kept: ["https://vi.du/ds/7kq2-m9xw-4c0t-bd3f"], until: ["30/12/2026"] },
    procedurePage: {
      description: ["Đăng ký khai sinh"],
      ownTitle: ["Đăng ký khai sinh"],
      code: ["1.001193"],
      dayOf: ["2026-11-30"],
      lawFrom: ["2026-07-01"],
      lawUntil: ["2026-12-31"],
      goTo: ["Đăng ký khai sinh"],
      size: ["A5"],
      shareText: ["Đăng ký khai sinh"],
    },
    procedureList: {
      description: [231],
      results: ["khai sinh", 12],
      nothing: ["giấy khai sinh"],
      imported: [1200],
      page: [2, 5],
    },
    errorPage: { wait: [30] },
    wall: { titleAt: ["Khu phố 23"], page: [2, 5] },
    pointPage: {
      description: [457],
      found: ["Bình Tiên", 3],
      inPlace: ["Phường Bình Tiên"],
      near: ["Phường Bình Tiên"],
      noneInPlace: ["Phường Bình Tiên"],
      nothing: ["Bình Tiên"],
      page: [2, 5],
      unknownHours: [line],
      pageDescription: [isVietnamese ? "654 Phạm Văn Chí" : "654 Main Street"],
      days: [view.hours, now, 7],
      closures: [view.hours, now, 60],
      call: [line],
      owner: [line],
      checked: ["2026-11-29"],
      others: ["Phường Bình Tiên"],
      paper: ["A5"],
    },
    web: {},
    zalo: {},
    messenger: { pick: [2] },
  };
}

export interface WordedSentence {
  /** "points.around" */
  readonly name: string;
  readonly text: string;
}

/** Returns every sentence of a language; those that take arguments get the samples. */
export function everySentence(language: Language): WordedSentence[] {
  const samples: Record<string, object> = { ...samplesIn(language) };
  return Object.entries(wordingIn(language)).flatMap(([group, sentences]) =>
    sentencesIn(group, sentences, new Map(Object.entries(samples[group] ?? {}))),
  );
}

function sentencesIn(
  name: string,
  said: unknown,
  samplesOf: ReadonlyMap<string, never[]>,
): WordedSentence[] {
  if (typeof said === "string") return [{ name, text: said }];
  if (Array.isArray(said)) {
    return said.flatMap((part, index) => sentencesIn(`${name}[${index}]`, part, new Map()));
  }
  return Object.entries(said as object).flatMap(([key, value]) => {
    const inner = `${name}.${key}`;
    return sentencesIn(
      inner,
      typeof value === "function" ? value(...(samplesOf.get(key) ?? [])) : value,
      new Map(),
    );
  });
}

function must<T>(found: T | undefined): T {
  if (found === undefined) throw new Error("a sample is missing from the catalogue");
  return found;
}
