import { blankPoint } from "../../src/catalog/points/blank-point.ts";
import type { Amount, Fee, Procedure, ProcessingTime } from "../../src/catalog/procedure-schema.ts";
import type { CatalogRecords, Guide, HelpPoint } from "../../src/catalog/schema.ts";
import { translatePoint, translateRecords } from "../../src/catalog/translate.ts";
import { shippedVocabulary } from "./shipped-vocabulary.ts";

/** Returns a small valid catalogue, in which each test breaks one thing. */
export function smallRecords(changes: Partial<CatalogRecords> = {}): CatalogRecords {
  const records = { ...smallVietnamese(), ...changes };
  return { ...records, english: changes.english ?? smallEnglish(records) };
}

/** Translates by writing "Same" before each text, so that the figures stay the same. */
function smallEnglish(records: CatalogRecords): Map<string, string> {
  const english = new Map<string, string>();
  const collect = (text: string) => {
    english.set(text, `Same ${text}`);
    return text;
  };
  translateRecords(records, collect);
  for (const point of records.points) translatePoint(point, collect);
  return english;
}

const offer = { about: "After it.", procedures: ["khai-sinh"] };

/** Offers what the small catalogue has. */
const smallVocabulary = {
  ...shippedVocabulary,
  happenings: {
    ...shippedVocabulary.happenings,
    offers: { death: offer, birth: offer, lost_papers: offer, fraud: offer },
  },
};

function smallVietnamese(): CatalogRecords {
  return {
    procedures: [smallProcedure(), otherProcedure()],
    guides: [
      smallGuide(),
      { procedure: "ihanoi", short: "iHanoi", purpose: "Cài ứng dụng", questions: [] },
    ],
    sources: [
      {
        id: "luat",
        title: "Luật",
        where: null,
        date: "2026-07",
        strength: "full text",
      },
      { id: "bao", title: "Báo", where: null, date: "2026-10-05", strength: "secondary" },
    ],
    english: new Map(),
    vocabulary: smallVocabulary,
    jargon: [{ word: "trực tuyến", everyday: ["trên mạng"] }],
    knownAnswers: [],
    glossary: [{ term: "trích lục", everyday: "bản sao có đóng dấu" }],
    lifeEvents: [
      { id: "co-con", label: "Có con", title: "Nhà có em bé", procedures: ["khai-sinh", "ihanoi"] },
    ],
    synonyms: [],
    commonWords: [],
    points: [smallPoint(), smallPoint({ id: "trung-tam", parent: null })],
    contacts: { officeHours: [], hotlines: [], wardPhones: [] },
    provinces: [
      {
        code: "79",
        name: "Thành phố Hồ Chí Minh",
        short: "Hồ Chí Minh",
        type: "Thành phố",
        merged_from: null,
        units: 1,
      },
      {
        code: "01",
        name: "Thành phố Hà Nội",
        short: "Hà Nội",
        type: "Thành phố",
        merged_from: null,
        units: 1,
      },
    ],
    wards: [
      {
        code: "27373",
        name: "Phường Bình Tiên",
        short: "Bình Tiên",
        type: "Phường",
        province_code: "79",
        merged_from: "Phường 1, Phường 7, Phường 8 (Quận 6)",
        lat: 10.74,
        lon: 106.64,
        area_km2: 1.5,
      },
    ],
    holidays: [
      {
        date: "2026-01-02",
        weekday: "T6",
        name: "Nghỉ hoán đổi",
        kind: "bridge",
        official: true,
        note: null,
        sources: [],
      },
      {
        date: "2026-01-10",
        weekday: "T7",
        name: "Đi làm bù",
        kind: "workday",
        official: true,
        note: null,
        instead_of: "2026-01-02",
        sources: [],
      },
    ],
    yearsOfficial: { 2026: true },
  };
}

export function smallProcedure(changes: Partial<Procedure> = {}): Procedure {
  return {
    id: "khai-sinh",
    kind: "procedure",
    concerns: "birth",
    code: null,
    codes_old: [],
    name: "Đăng ký khai sinh",
    related_codes: [],
    aliases: ["làm giấy khai sinh"],
    field: "Hộ tịch",
    level: null,
    demand: 1,
    agency: null,
    agency_by_province: [],
    submit_online: [],
    who: null,
    documents: [
      {
        name: "Giấy chứng sinh",
        form: null,
        note: null,
        condition: null,
        when: { noi_sinh: "co_so" },
        originals: null,
        valid_from: null,
        valid_to: null,
        source: "luat",
      },
    ],
    steps: [],
    processing_times: [smallTime({ note: "Tối đa 5 ngày nếu xác minh", say: "Lâu nhất 5 ngày." })],
    fees: [smallFee()],
    amounts: [],
    result: null,
    results: [],
    legal_basis: [],
    branch_questions: [
      {
        id: "noi_sinh",
        question: "Sinh ở đâu?",
        options: [
          { value: "co_so", label: "Bệnh viện", effect: "Có giấy chứng sinh" },
          { value: "nha", label: "Ở nhà", effect: "Có người làm chứng" },
        ],
      },
      {
        id: "tre",
        question: "Có trễ không?",
        options: [
          { value: "co", label: "Có", effect: "Không phạt" },
          { value: "khong", label: "Không", effect: "Bình thường" },
        ],
      },
    ],
    common_mistakes: [],
    clerk_says: [],
    related: ["ihanoi"],
    essential_list: null,
    named_in_seeds: null,
    online_only_note: null,
    sources: [],
    checked: "2026-07",
    doubts: [],
    ...changes,
  };
}

/** What the facts of the small records have in common: known from the law, for everybody, on every day. */
const certain = {
  who: "all",
  valid_from: null,
  valid_to: null,
  basis: "Luật",
  source: "luat",
  strength: "full text",
  note: null,
} as const;

export function smallFee(changes: Partial<Fee> = {}): Fee {
  return { channel: "any", vnd: 8000, unit: "bản", ...certain, ...changes };
}

export function smallTime(changes: Partial<ProcessingTime> = {}): ProcessingTime {
  return { channel: "any", value: 1, unit: "ngày làm việc", ...certain, ...changes };
}

export function smallAmount(changes: Partial<Amount> = {}): Amount {
  return { what: "Trợ cấp", vnd: 540_000, unit: "tháng", ...certain, ...changes };
}

export function smallGuide(changes: Partial<Guide> = {}): Guide {
  return {
    procedure: "khai-sinh",
    short: "Khai sinh",
    purpose: "Làm giấy khai sinh cho bé.",
    questions: [
      {
        id: "noi_sinh",
        ask: "Bé sinh ở đâu ạ?",
        why: "Cháu hỏi vì mỗi nơi có giấy khác nhau.",
        unsure: "co_so",
        options: {
          co_so: { label: "Bệnh viện", note: "" },
          nha: { label: "Ở nhà", note: "" },
          khong_phai: { label: "Chưa rõ", note: "", leads_to: "ihanoi" },
        },
      },
      {
        id: "tre",
        ask: "Bé có làm giấy trễ không ạ?",
        why: "Cháu hỏi vì làm trễ thì có lệ phí.",
        unsure: "co",
        only_if: { noi_sinh: ["nha"] },
        options: { co: { label: "Rồi", note: "" }, khong: { label: "Chưa", note: "" } },
      },
    ],
    issuers: { "Giấy chứng sinh": { by: "Bệnh viện", source: "Thông tư" } },
    ...changes,
  };
}

/** A second procedure, without questions. */
export function otherProcedure(): Procedure {
  return smallProcedure({
    id: "ihanoi",
    concerns: "several",
    name: "Ứng dụng iHanoi",
    aliases: ["cài iHanoi"],
    field: "Tài khoản số",
    documents: [],
    branch_questions: [],
  });
}

export function smallPoint(changes: Partial<HelpPoint> = {}): HelpPoint {
  return blankPoint({
    id: "diem",
    name: "Điểm hướng dẫn",
    ward_code: "27373",
    province: "Thành phố Hồ Chí Minh",
    opening_hours: "Mo-Fr 07:30-11:30,13:00-17:00",
    services: ["khai-sinh", "ihanoi", "hộ tịch", "wifi mien phi"],
    parent: "trung-tam",
    closures: [{ from: "2026-12-01", to: "2026-12-01", note: null }],
    ...changes,
  });
}
