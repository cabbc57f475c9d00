import { lifeEvents, type PictureName } from "./names.ts";

/** Returns the picture of a life event. Each that ships has one, under its own id; null for any other. */
export function pictureOfLifeEvent(id: string): PictureName | null {
  return lifeEvents.find((event) => event === id) ?? null;
}

/** What may stand before a paper's own name: it is the same paper. */
const copy =
  "(?:(?:bản sao|bản chính|bản gốc|hai|ba|thông tin)(?: hoặc bản sao)? (?:giấy tờ |toàn bộ )?)?";

/** How the names of papers begin. With diacritics, because "sơ đồ" and "bảng kê" are other papers. */
const beginnings: readonly (readonly [string, PictureName])[] = [
  [
    "tờ khai|bản khai|giấy khai (?!sinh|tử)|đơn(?! thuốc)|phiếu|(?:giấy|văn bản) đề nghị",
    "to-khai",
  ],
  ["(?:tấm )?ảnh (?:thẻ|chân dung|khuôn mặt|căn cước|[2-4][x×][346])", "anh-the"],
  ["(?:giấy|văn bản) [uủ][yỷ] quyền", "giay-uy-quyen"],
  ["giấy chứng sinh", "giay-chung-sinh"],
  ["(?:giấy |trích lục )(?:đăng ký )?khai sinh", "giay-khai-sinh"],
  ["giấy (?:chứng|báo|khai) tử|trích lục khai tử", "giay-chung-tu"],
  ["(?:giấy |trích lục )(?:chứng nhận |đăng ký )?kết hôn", "giay-ket-hon"],
  ["(?:giấy phép|bằng) lái", "giay-phep-lai-xe"],
  ["(?:giấy |chứng nhận |giấy chứng nhận )?đăng ký xe|cà vẹt", "dang-ky-xe"],
  ["sổ (?:bhxh|bảo hiểm xã hội)", "so-bhxh"],
  ["thẻ (?:bhyt|bảo hiểm y tế)", "the-bhyt"],
  ["sổ (?:đỏ|hồng)|giấy chứng nhận (?:quyền sử dụng đất|nhà đất)", "so-do"],
  ["hợp đồng (?:cho )?(?:thuê|mượn)", "hop-dong-thue-nha"],
  ["(?:thẻ )?căn cước|cccd|giấy tờ t[uù][yỳ] thân", "the-can-cuoc"],
  ["hộ chiếu", "ho-chieu"],
  [
    "(?:giấy )?xác nhận (?:thông tin )?(?:về )?cư trú|sổ hộ (?:khẩu|tịch)|thông tin (?:nơi ở|cư trú)|giấy tờ(?:, tài liệu)? chứng minh (?:nơi cư trú|chỗ ở)",
    "giay-xac-nhan-cu-tru",
  ],
  ["bằng (?!lái)|chứng chỉ|văn bằng|học bạ", "bang-cap"],
];
const rules = beginnings.map(
  ([words, picture]) => [new RegExp(`^${copy}(?:${words})`, "u"), picture] as const,
);

/** Returns the picture of a paper by its Vietnamese name as lists show it; a plain sheet if it is none of the common ones. */
export function pictureOfPaper(name: string): PictureName {
  const written = name.normalize("NFC").toLowerCase();
  return rules.find(([pattern]) => pattern.test(written))?.[1] ?? "giay-to";
}

const channelPictures = {
  counter: "tai-quay",
  online: "tren-mang",
  phone: "dien-thoai",
  post: "buu-dien",
  message: "nhan-tin",
} as const satisfies Record<string, PictureName>;

export function pictureOfChannel(channel: keyof typeof channelPictures): PictureName {
  return channelPictures[channel];
}
