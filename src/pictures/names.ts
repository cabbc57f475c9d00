/** Under the ids of data/life-events.json. */
const ofLifeEvents = {
  "sinh-con": "Sinh con, khai sinh",
  "ket-hon": "Kết hôn",
  "nguoi-than-mat": "Người thân mất",
  "ho-khau-tam-tru": "Hộ khẩu, tạm trú",
  "can-cuoc-vneid": "Căn cước, VNeID",
  "huu-tri-tro-cap": "Hưu trí, trợ cấp",
  "xe-co-bang-lai": "Xe cộ, bằng lái",
  "nha-dat-xay-nha": "Nhà đất, sổ đỏ",
  "bao-hiem": "Bảo hiểm y tế, bảo hiểm xã hội",
  "buon-ban-viec-lam": "Buôn bán, việc làm",
  "sao-y-xac-nhan": "Sao y, xác nhận",
  "xay-sua-nha": "Xây nhà, sửa nhà",
  "di-hoc-hoc-phi": "Đi học, học phí",
  "kho-khan-khuyet-tat": "Khó khăn, khuyết tật",
  "nguoi-co-cong": "Người có công",
  thue: "Thuế",
  "ho-chieu-nuoc-ngoai": "Hộ chiếu, Việt kiều",
  "nong-nghiep": "Ruộng vườn, tàu cá",
  "khieu-nai-phan-anh": "Khiếu nại, phản ánh",
  "dien-thue-khac": "Điện, việc khác",
} as const;

/** Every drawing of `drawings/`, with what it stands for. */
export const pictures = {
  ...ofLifeEvents,
  // Papers
  "the-can-cuoc": "Thẻ căn cước",
  "giay-khai-sinh": "Giấy khai sinh",
  "giay-chung-sinh": "Giấy chứng sinh",
  "to-khai": "Tờ khai, đơn, phiếu",
  "giay-xac-nhan-cu-tru": "Giấy xác nhận nơi ở, sổ hộ khẩu",
  "giay-chung-tu": "Giấy chứng tử, trích lục khai tử",
  "giay-ket-hon": "Giấy chứng nhận kết hôn",
  "giay-phep-lai-xe": "Giấy phép lái xe",
  "dang-ky-xe": "Đăng ký xe (cà vẹt)",
  "the-bhyt": "Thẻ bảo hiểm y tế",
  "so-bhxh": "Sổ bảo hiểm xã hội",
  "so-do": "Sổ đỏ, sổ hồng",
  "ho-chieu": "Hộ chiếu",
  "anh-the": "Ảnh thẻ",
  "hop-dong-thue-nha": "Hợp đồng thuê nhà, mượn nhà",
  "giay-uy-quyen": "Giấy ủy quyền",
  "bang-cap": "Bằng cấp, chứng chỉ",
  "giay-to": "Giấy tờ khác",
  // Channels
  "tai-quay": "Đến tận nơi, tại quầy",
  "tren-mang": "Trên mạng",
  "dien-thoai": "Gọi điện thoại",
  "buu-dien": "Qua bưu điện",
  "nhan-tin": "Nhắn tin",
} as const;

export const lifeEvents = Object.keys(ofLifeEvents) as readonly (keyof typeof ofLifeEvents)[];

export type PictureName = keyof typeof pictures;

export function isPictureName(name: string): name is PictureName {
  return Object.hasOwn(pictures, name);
}
